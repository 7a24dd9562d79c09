using CEBase.Projects.Clients;

namespace CEBase.Projects.Ledger;

/// <summary>A client's record page.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClientRecordModel(IDatabase database, ClientService service, ContractQueries contracts, Trace trace, ICurrentUser user) : PageModel
{
    [FromRoute] public long Id { get; set; }

    public Client Client { get; private set; } = null!;
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public IReadOnlyList<ContractLine> Contracts { get; private set; } = [];
    public IReadOnlyList<TraceLine> History { get; private set; } = [];
    public bool MayManage => user.Has(Permissions.ContractsManage);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        Client = await ClientService.FindAsync(db, Id);
        Findings = [.. ClientService.Findings(Client)];
        Contracts = (await contracts.ListAsync(db, new ContractFilter { ClientId = Id, Size = 200 })).Items;
        History = await trace.OfAsync(db, Client.RecordType, Id);
        return 0;
    }, cancel);

    public async Task<IActionResult> OnPostLicenceAsync()
    {
        if (!user.Has(Permissions.ContractsManage))
        {
            return Forbid();
        }
        await database.WriteAsync(db => service.ConfirmLicenceAsync(db, Id, user));
        TempData["Done"] = "已登记核对人和日期。";
        return Redirect($"/console/clients/{Id}");
    }
}
