namespace CEBase.Projects.Contracts;

/// <summary>修改合同.</summary>
[RequirePermission(Permissions.ContractsManage)]
internal sealed class ContractEditModel(IDatabase database, IProjectDirectory projects, ContractService service, TimeProvider clock, ICurrentUser user)
    : ContractFormPage(database, projects, clock)
{
    [FromRoute] public string Number { get; set; } = "";

    public override string Cancel => $"/console/contracts/{Number}";

    public override bool HasFixedProject => true;

    public async Task OnGetAsync()
    {
        Input = ContractInput.Of(await Database.ReadAsync(db => Contract.GetAsync(db, Number)));
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput(Number) is not { } entry)
        {
            return await this.AgainAsync();
        }
        await Database.WriteAsync(db => service.UpdateAsync(db, entry, user));
        TempData["Done"] = $"合同 {Number} 已保存。";
        return Redirect($"/console/contracts/{Number}");
    }
}
