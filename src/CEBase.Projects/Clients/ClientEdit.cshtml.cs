namespace CEBase.Projects.Clients;

/// <summary>修改委托单位.</summary>
[RequirePermission(Permissions.ContractsManage)]
internal sealed class ClientEditModel(IDatabase database, ClientService service, ICurrentUser user) : ClientFormPage
{
    [FromRoute] public long Id { get; set; }

    public override string Cancel => $"/console/clients/{Id}";

    public async Task OnGetAsync() => Input = ClientInput.Of(await database.ReadAsync(db => ClientService.FindAsync(db, Id)));

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput(Id) is not { } entry)
        {
            return await this.AgainAsync();
        }
        await database.WriteAsync(db => service.UpdateAsync(db, entry, Input.LicenceSeen, user));
        TempData["Done"] = $"{entry.Name} 已保存。";
        return Redirect($"/console/clients/{Id}");
    }
}
