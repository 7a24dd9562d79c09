using CEBase.Projects.Clients;

namespace CEBase.Projects.Ledger;

/// <summary>A client's record page.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClientRecordModel(RecordServices services, ClientRepository clients, ClientService service, ContractQueries contracts, Trace trace) : FormPage(services)
{
    [FromRoute] public long Id { get; set; }

    public Client Client { get; private set; } = null!;
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public IReadOnlyList<ContractLine> Contracts { get; private set; } = [];
    public IReadOnlyList<TraceLine> History { get; private set; } = [];
    public bool MayManage => CurrentUser.Has(Permissions.ContractsManage);

    protected override async Task LoadAsync(DbScope db)
    {
        Client = await clients.GetAsync(db, Id);
        Findings = [.. ClientService.Findings(Client)];
        Contracts = (await contracts.ListAsync(db, new ContractFilter { ClientId = Id, Size = 200 })).Items;
        History = await trace.OfAsync(db, Client.RecordType, Id);
    }

    public Task<IActionResult> OnPostLicenceAsync()
    {
        CurrentUser.Demand(Permissions.ContractsManage);
        return ChangeAsync(db => service.ConfirmLicenceAsync(db, Id, CurrentUser), "已登记核对人和日期。");
    }
}
