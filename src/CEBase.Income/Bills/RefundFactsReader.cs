namespace CEBase.Income.Bills;

/// <summary>Gathers what is owed and paid back by who leaves, by the rule's parameters as on the day of leaving.</summary>
internal sealed class RefundFactsReader(ReceivableRepository bills, IClassDirectory classes, IContractDirectory contracts, IncomeSettings settings)
{
    /// <param name="db">The scope.</param>
    /// <param name="bill">The bill.</param>
    /// <param name="leftOn">The day on which its learner left.</param>
    public async Task<RefundFacts> OfAsync(DbScope db, Receivable bill, DateOnly leftOn)
    {
        var card = (await classes.GetAsync(db, [bill.ClassId])).Single();
        var ground = card.State == ClassStates.Cancelled ? RefundGround.ClassCancelled
            : bill.PayerKind == PayerKind.Client ? RefundGround.ContractReduced
            : leftOn < card.StartsOn ? RefundGround.BeforeStart : RefundGround.AfterStart;
        var facts = new RefundFacts { Ground = ground, Fee = bill.Amount, Kept = bill.Kept };
        if (ground == RefundGround.ContractReduced)
        {
            return facts with { AboveContract = await AboveAsync(db, card, bill) };
        }
        if (ground == RefundGround.BeforeStart)
        {
            return facts with { BeforeShare = await settings.IntAsync(db, IncomeSettings.BeforeShareName, leftOn) };
        }
        if (ground == RefundGround.AfterStart)
        {
            var sessions = await classes.SessionsAsync(db, card.Id);
            return facts with
            {
                Total = Sum(sessions), Taught = Sum(sessions.Where(s => s.Day < leftOn)),
                UntaughtShare = await settings.IntAsync(db, IncomeSettings.UntaughtShareName, leftOn), Cutoff = await settings.IntAsync(db, IncomeSettings.CutoffName, leftOn),
            };
        }
        return facts;
    }

    /// <summary>What the client's bills hold above the contract's price of today.</summary>
    private async Task<Money> AboveAsync(DbScope db, ClassCard card, Receivable bill)
    {
        var contract = card.ProjectId is { } project ? await contracts.OfProjectAsync(db, project) : null;
        var kept = (await bills.OfContractAsync(db, bill.ContractId!.Value)).Sum(b => b.Kept);
        var asked = new Money(await db.ScalarAsync<long>("""
            SELECT CAST(coalesce(sum(f.amount), 0) AS bigint) FROM refund f JOIN receivable r ON r.id = f.receivable_id WHERE r.contract_id = @ContractId AND f.state IN ('asked', 'approved')
            """, new { bill.ContractId }));
        kept -= asked;
        // A contract that was ended no longer has a price; what was received is then settled by agreement, not by this rule.
        return contract is { } terms && terms.Id == bill.ContractId && kept > terms.Price ? kept - terms.Price : Money.Zero;
    }

    private static StudyHours Sum(IEnumerable<LessonInfo> sessions) => sessions.Aggregate(StudyHours.Zero, (sum, s) => sum + s.Hours);
}
