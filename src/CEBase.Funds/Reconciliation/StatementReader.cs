using CEBase.Funds.Claims;

namespace CEBase.Funds.Reconciliation;

/// <summary>A period's statement from what is kept, so that it stays what was signed.</summary>
internal sealed class StatementReader(IParameters parameters, Trace trace, TimeProvider clock)
{
    /// <summary>The statement.</summary>
    /// <exception cref="Platform.Refusals.Refusal"><c>not_found</c>.</exception>
    public async Task<(ReconciliationPeriod Period, ReconciliationStatement Statement)> OfAsync(DbScope db, string key)
    {
        var kept = await PeriodRepository.FindAsync(db, key);
        var matches = await PeriodRepository.MatchesAsync(db, kept.Id);
        var parts = Enum.GetValues<Part>().Where(p => p == Part.Expense || kept.WithIncome)
            .Select(p => new StatementPart(p, new ReconciliationResult([.. matches.Where(m => m.Part == p).Select(m => m.Pairing(kept.Period))])));
        var unit = (await parameters.TryGetAsync(db, ClaimInvoices.OwnTitle, clock.Today()))?.Value;
        return (kept, new ReconciliationStatement($"{kept.LedgerName} 对 {kept.ClaimsName}", [.. parts], AsideOf(await PeriodRepository.EntriesAsync(db, kept.Id)))
        {
            Base = $"{unit}继续教育基地", Period = kept.Period.Label, Signatures = Signatures(kept, await trace.OfAsync(db, PeriodWorkflow.RecordType, kept.Id)),
        });
    }

    /// <summary>What isn't compared, with its reason.</summary>
    public static IReadOnlyList<AsideLine> AsideOf(IEnumerable<PeriodEntry> entries) =>
    [
        .. entries.Where(e => e.Position is null).Select(e => new AsideLine(e.Side == Side.Own ? "基地" : "账", e.RowNo, e.Day, e.Number.Length > 0 ? e.Number : e.Voucher, e.Summary, e.Amount,
            e.Aside.Length > 0 ? e.Aside : Asides.PaidElsewhere)),
    ];

    /// <summary>Who signed since the period was last given back.</summary>
    private static IReadOnlyList<Signature> Signatures(ReconciliationPeriod kept, IReadOnlyList<TraceLine> newestFirst)
    {
        var since = newestFirst.TakeWhile(t => t.Step != PeriodWorkflow.GiveBack).ToList();
        Signature Of(string role, string step, bool isSigned) =>
            isSigned && since.FirstOrDefault(t => t.Step == step) is { } signed ? new Signature(role, signed.ActorName, signed.At.ChinaDay()) : new Signature(role, "", null);
        return [Of("基地", PeriodWorkflow.SignForBase, kept.State != PeriodWorkflow.Open), Of("财务处", PeriodWorkflow.SignForFinance, kept.State == PeriodWorkflow.Closed)];
    }
}
