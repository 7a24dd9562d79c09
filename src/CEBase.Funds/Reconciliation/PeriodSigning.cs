namespace CEBase.Funds.Reconciliation;

/// <summary>Gathers what is asked before a side signs. Inside a write the period's months are held first, so that nothing is dated in them while it looks.</summary>
internal sealed class PeriodSigning(TimeProvider clock)
{
    /// <summary>What the rule says to a signature.</summary>
    public async Task<IReadOnlyList<Finding>> JudgeAsync(DbScope db, ReconciliationPeriod period, long? signer) => [.. SignRule.Judge(await FactsAsync(db, period, signer))];

    private async Task<SignFacts> FactsAsync(DbScope db, ReconciliationPeriod kept, long? signer)
    {
        var months = await ClosedMonths.SignedElsewhereAsync(db, kept.Period, kept.Id);
        var entries = await PeriodRepository.EntriesAsync(db, kept.Id);
        var matches = await PeriodRepository.MatchesAsync(db, kept.Id);
        var (changed, unlisted) = await ChangesAsync(db, kept, entries);
        return new SignFacts
        {
            OpenProposals = matches.Count(m => m.IsProposal), Unexplained = matches.Count(m => m.IsDifference && m.Explanation.Length == 0), BaseSigner = kept.BaseSignerId, Signer = signer,
            Changed = changed, Unlisted = unlisted, Undated = entries.Count(e => e.Aside == Asides.NoDate), SignedElsewhere = [.. months.Select(m => m.Month), .. await CountedElsewhereAsync(db, kept.Id, entries)],
            LeftOut = await CarryForward.LeftOutAsync(db, kept), EndsOn = kept.Period.LastDay >= clock.Today() ? kept.Period.LastDay : null,
            EarlierOpen = [.. (await db.QueryAsync<string>("SELECT month FROM reconciliation_month WHERE state <> 'closed' AND until_month < @From ORDER BY month",
                new { From = AccountingPeriod.MonthOf(kept.Period.From) })).Select(k => AccountingPeriod.OfKey(k).Label)],
        };
    }

    /// <summary>The system's entries of the period against those that were compared.</summary>
    private static async Task<(IReadOnlyList<string> Changed, IReadOnlyList<string> Unlisted)> ChangesAsync(DbScope db, ReconciliationPeriod kept, IReadOnlyList<PeriodEntry> entries)
    {
        static string Of(OwnEntry c) => $"{c.Number} {c.Day?.InTable()} {c.Amount}";
        var compared = entries.Where(e => e.Side == Side.Own && e.CarriedFrom is null).ToLookup(e => e.Part, e => e.Own(kept.Period));
        var now = (await OwnClaims.OfAsync(db, kept.Period)).ToList();
        var income = kept.WithIncome ? Differences(compared[Part.Income], await OwnIncome.OfAsync(db, kept.Period)) : [];
        var listed = compared[Part.Expense].Select(c => EntryKeys.Counted(Part.Expense, c.Number, c.Amount)).ToHashSet();
        IReadOnlyList<string> missing = [.. now.Where(c => !listed.Contains(EntryKeys.Counted(Part.Expense, c.Number, c.Amount))).Select(c => c.Number)];
        return kept.Source switch
        {
            ClaimSource.Own => ([.. Differences(compared[Part.Expense], now), .. income], []),
            ClaimSource.Both => ([.. missing, .. income], []),
            _ => (income, missing),
        };

        static IReadOnlyList<string> Differences(IEnumerable<OwnEntry> before, IEnumerable<OwnEntry> after)
        {
            var (a, b) = (before.ToLookup(Of), after.ToLookup(Of));
            return [.. a.Where(x => !b.Contains(x.Key)).Concat(b.Where(x => !a.Contains(x.Key))).Select(x => x.First().Number).Distinct()];
        }
    }

    private static async Task<IEnumerable<string>> CountedElsewhereAsync(DbScope db, long periodId, IReadOnlyList<PeriodEntry> entries)
    {
        var elsewhere = (await db.QueryAsync<string>("SELECT entry_key FROM reconciliation_counted WHERE period_id <> @periodId", new { periodId })).ToHashSet();
        return entries.Where(e => e.Position is not null && PeriodWorkflow.CountedOf([e]).Any(elsewhere.Contains)).Select(e => e.Number.Length > 0 ? e.Number : e.Voucher);
    }
}
