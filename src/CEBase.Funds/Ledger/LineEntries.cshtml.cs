using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Ledger;

/// <summary>Entries of a line, each with the record behind it.</summary>
[RequirePermission(Permissions.View)]
internal sealed class LineEntriesModel(IDatabase database, FundLedger ledger) : PageModel
{
    private IReadOnlyDictionary<long, string> _claims = new Dictionary<long, string>();
    private IReadOnlyDictionary<long, string> _moves = new Dictionary<long, string>();

    [FromRoute] public long Id { get; set; }

    public FundLine Line { get; private set; } = null!;
    public IReadOnlyList<FundEntry> Entries { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async session =>
    {
        Line = await FundLine.FindAsync(session, Id) ?? throw Refusal.NotFound("没有这个预算科目。");
        Entries = await ledger.OfLineAsync(session, Id);
        _claims = await NumbersAsync(session, "claim", EntrySources.Claim);
        _moves = await NumbersAsync(session, "fund_move", EntrySources.Move);
        return 0;
    }, cancel);

    public (string Label, string Href) OriginOf(FundEntry entry) => entry.Source switch
    {
        EntrySources.Claim when _claims.TryGetValue(entry.SourceId, out var number) => (number, $"/console/funds/claims/{number}"),
        EntrySources.Move when _moves.TryGetValue(entry.SourceId, out var number) => (number, $"/console/funds/moves/{number}"),
        _ => ("预算", $"/console/funds/budgets/{entry.SourceId}"),
    };

    private async Task<IReadOnlyDictionary<long, string>> NumbersAsync(DbSession session, string table, string source)
    {
        var ids = Entries.Where(e => e.Source == source).Select(e => e.SourceId).Distinct().ToArray();
        return ids.Length == 0 ? new Dictionary<long, string>() : (await session.QueryAsync<Named>($"SELECT id, number FROM {table} WHERE id IN @ids", new { ids })).ToDictionary(n => n.Id, n => n.Number);
    }

    private sealed record Named
    {
        public long Id { get; init; }
        public string Number { get; init; } = "";
    }
}
