using CEBase.Funds.Ledger;

namespace CEBase.Funds.Overview;

/// <summary>Entries of a line, each with the record behind it.</summary>
[RequirePermission(Permissions.View)]
internal sealed class LineEntriesModel(IDatabase database) : PageModel
{
    [FromRoute] public long Id { get; set; }

    public FundLine Line { get; private set; } = null!;
    public IReadOnlyList<EntryRow> Entries { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        Line = await FundLineRepository.FindAsync(db, Id) ?? throw Refusal.NotFound("没有这个预算科目。");
        Entries = await EntryRepository.OfLineAsync(db, Id);
        return 0;
    }, cancel);
}
