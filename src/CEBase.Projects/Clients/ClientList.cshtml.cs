namespace CEBase.Projects.Clients;

/// <summary>委托单位.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClientListModel(IDatabase database, ClientQueries queries, ICurrentUser user) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public bool? Outside { get; set; }
    [FromQuery] public bool Todo { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<ClientLine> Items { get; private set; } = [];
    public int Total { get; private set; }
    public bool MayManage => user.Has(Permissions.ContractsManage);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 100_000);
        (Items, Total) = await database.ReadAsync(db => queries.ListAsync(db, new ClientFilter(Q, Outside, Todo, Sort, P, Size)), cancel);
    }
}
