namespace CEBase.Income.Bills;

/// <summary>待缴费用 on the learner's own page; nothing where nothing is owed.</summary>
internal sealed class DueBillsSection(ReceivableRepository bills, TimeProvider clock) : IMyLearningSection
{
    public int Order => 30;

    public async Task<(string Partial, object Model)?> ForAsync(DbScope db, LearnerCard learner, int year)
    {
        var due = (await bills.OfLearnerAsync(db, learner.Id)).Where(b => b.Outstanding > Money.Zero).OrderBy(b => b.DueOn).ToList();
        return due.Count > 0 ? ("/Bills/_DueBills.cshtml", new DueBills(due, clock.Today())) : null;
    }
}

/// <summary>What the section shows.</summary>
internal sealed record DueBills(IReadOnlyList<Receivable> Bills, DateOnly Today);
