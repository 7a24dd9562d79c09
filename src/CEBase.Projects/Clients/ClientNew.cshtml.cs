namespace CEBase.Projects.Clients;

/// <summary>登记委托单位.</summary>
[RequirePermission(Permissions.ContractsManage)]
internal sealed class ClientNewModel(IDatabase database, ClientService service, ICurrentUser user) : ClientFormPage
{
    public override string Cancel => "/console/clients";

    public void OnGet() => Input.RequestKey = Guid.NewGuid().ToString("N");

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput(0) is not { } entry)
        {
            return await this.AgainAsync();
        }
        var id = await database.WriteAsync(db => service.CreateAsync(db, entry, Input.LicenceSeen, Input.RequestKey, user));
        TempData["Done"] = $"{entry.Name} 已登记。";
        return Redirect($"/console/clients/{id}");
    }
}
