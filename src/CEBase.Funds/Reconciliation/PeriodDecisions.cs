namespace CEBase.Funds.Reconciliation;

/// <summary>What persons say about the matches of a period that nobody has signed: it is so, it isn't so, these belong together, this is why.</summary>
internal sealed class PeriodDecisions(Trace trace)
{
    private const int LongestExplanation = 500;

    /// <summary>Confirms a proposal; confirmed twice nothing happens.</summary>
    /// <exception cref="Refusal">The period is signed.</exception>
    public Task ConfirmAsync(DbScope db, string period, string match, ICurrentUser user) => ChangeAsync(db, period, "reconcile_confirm", user, async (kept, matches) =>
    {
        if (matches.FirstOrDefault(m => m.MatchKey == match) is not { IsProposal: true } proposal)
        {
            return null;
        }
        await DecideAsync(db, kept, PeriodDecision.Confirmed, proposal, user);
        return Describe(proposal);
    });

    /// <summary>Takes a proposal apart: its entries are open again and aren't proposed to one another any more.</summary>
    /// <exception cref="Refusal">The period is signed.</exception>
    public Task RejectAsync(DbScope db, string period, string match, ICurrentUser user) => ChangeAsync(db, period, "reconcile_reject", user, async (kept, matches) =>
    {
        if (matches.FirstOrDefault(m => m.MatchKey == match) is not { IsProposal: true } proposal)
        {
            return null;
        }
        await DecideAsync(db, kept, PeriodDecision.Rejected, proposal, user);
        return Describe(proposal);
    });

    /// <summary>Pairs open items of both books. With different sums they are an amount that differs, to be explained.</summary>
    /// <exception cref="Refusal"><c>pair_sides</c>: not of both books, or no longer open; the period is signed.</exception>
    public Task PairAsync(DbScope db, string period, IReadOnlyList<string> items, ICurrentUser user) => ChangeAsync(db, period, "reconcile_pair", user, async (kept, matches) =>
    {
        var chosen = matches.Where(m => m.IsUnpaired && items.Contains(m.MatchKey)).ToList();
        var together = new PeriodMatch { Own = [.. chosen.SelectMany(m => m.Own)], Ledger = [.. chosen.SelectMany(m => m.Ledger)] };
        if (together.Own.Count == 0 || together.Ledger.Count == 0 || chosen.Select(m => m.Part).Distinct().Count() > 1)
        {
            throw new Refusal("pair_sides", $"请在“{ReconciliationWorkbook.NameOf(MatchGroup.MissingInLedger)}”里至少选一张单，并在“{ReconciliationWorkbook.NameOf(MatchGroup.OnlyInLedger)}”里至少选一笔分录，再配对。");
        }
        foreach (var (own, ledger) in together.Own.SelectMany(o => together.Ledger.Select(l => (o.EntryKey, l.EntryKey))))
        {
            await PeriodRepository.UndecideAsync(db, kept.Id, PeriodDecision.Rejected, own, ledger);
        }
        await DecideAsync(db, kept, PeriodDecision.Paired, together, user);
        return Describe(together);
    });

    /// <summary>Takes back what a person has paired or confirmed.</summary>
    /// <exception cref="Refusal">The period is signed.</exception>
    public Task UndoAsync(DbScope db, string period, string match, ICurrentUser user) => ChangeAsync(db, period, "reconcile_undo", user, async (kept, matches) =>
    {
        if (matches.FirstOrDefault(m => m.MatchKey == match) is not { } decided)
        {
            return null;
        }
        var (own, ledger) = KeysOf(decided);
        var undone = await PeriodRepository.UndecideAsync(db, kept.Id, PeriodDecision.Paired, own, ledger) + await PeriodRepository.UndecideAsync(db, kept.Id, PeriodDecision.Confirmed, own, ledger);
        return undone > 0 ? Describe(decided) : null;
    });

    /// <summary>Writes down why the books differ, and whether the item goes on to the next period.</summary>
    /// <exception cref="Refusal"><c>explanation_missing</c>, <c>explanation_long</c>; 404 when the item is none any more; the period is signed.</exception>
    public Task ExplainAsync(DbScope db, string period, string match, string? explanation, bool carries, ICurrentUser user) => ChangeAsync(db, period, "reconcile_explain", user, async (kept, matches) =>
    {
        var text = (explanation ?? "").Trim();
        if (text.Length is 0 or > LongestExplanation)
        {
            throw text.Length == 0
                ? new Refusal("explanation_missing", "请写明差异的原因，例如“财务处 6 月入账”。") { Field = "Explanation" }
                : new Refusal("explanation_long", $"说明最多 {LongestExplanation} 个字。请写短些。") { Field = "Explanation" };
        }
        var item = matches.FirstOrDefault(m => m.MatchKey == match && m.IsDifference) ?? throw Refusal.NotFound("这一笔刚刚有了变化，已不是差异。请刷新后再看。");
        var (own, ledger) = KeysOf(item);
        await PeriodRepository.DecideAsync(db, kept.Id, new PeriodDecision { Kind = PeriodDecision.Explained, OwnKeys = own, LedgerKeys = ledger, Note = text, Carries = carries, ByName = user.DisplayName });
        return $"{Describe(item)}：{text}（{(carries ? "结转下期" : "不再结转")}）";
    });

    private async Task ChangeAsync(DbScope db, string period, string act, ICurrentUser user, Func<ReconciliationPeriod, IReadOnlyList<PeriodMatch>, Task<string?>> change)
    {
        var kept = await PeriodRepository.HoldAsync(db, period);
        if (await change(kept, await PeriodRepository.MatchesAsync(db, kept.Id)) is { } what)
        {
            await PeriodRepository.MatchAsync(db, kept);
            await trace.AppendAsync(db, new TraceEntry(PeriodWorkflow.RecordType, kept.Id, act) { Comment = what }, user);
        }
    }

    private static Task DecideAsync(DbScope db, ReconciliationPeriod period, string kind, PeriodMatch match, ICurrentUser user)
    {
        var (own, ledger) = KeysOf(match);
        return PeriodRepository.DecideAsync(db, period.Id, new PeriodDecision { Kind = kind, OwnKeys = own, LedgerKeys = ledger, ByName = user.DisplayName });
    }

    private static (string Own, string Ledger) KeysOf(PeriodMatch match) => (EntryKeys.Join(match.Own.Select(e => e.EntryKey)), EntryKeys.Join(match.Ledger.Select(e => e.EntryKey)));

    private static string Describe(PeriodMatch match) => string.Join(" 与 ", new[]
    {
        string.Join("、", match.Own.Select(e => $"{e.Number} {e.Amount}")), string.Join("、", match.Ledger.Select(e => $"{e.Voucher} {e.Amount}".Trim())),
    }.Where(t => t.Length > 0));
}
