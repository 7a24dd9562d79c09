namespace CEBase.Projects.Amendments;

/// <summary>起草补充协议.</summary>
[RequirePermission(Permissions.ContractsManage)]
internal sealed class AmendmentNewModel(IDatabase database, AmendmentService service, ICurrentUser user) : AmendmentPage(database), IFormPage
{
    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = AmendmentInput.Of(Terms);
        Input.RequestKey = Guid.NewGuid().ToString("N");
    }

    public Task LoadAsync() => Database.ReadAsync(LoadContractAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        var number = await Database.WriteAsync(db => service.CreateAsync(db, Number, Input.Wish(), Input.RequestKey, user));
        TempData["Done"] = $"第 {number} 份补充协议已起草。签字盖章后上传扫描件并登记签订。";
        return Redirect($"/console/contracts/{Number}/amendments/{number}");
    }
}
