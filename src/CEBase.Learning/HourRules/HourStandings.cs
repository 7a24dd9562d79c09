namespace CEBase.Learning.HourRules;

/// <summary>A learner's year against every rule that applies.</summary>
/// <param name="Learner">The learner.</param>
/// <param name="Year">The year.</param>
/// <param name="Balance">Hours of the year.</param>
/// <param name="Judgements">One a rule, the binding one first.</param>
internal sealed record HourStanding(LearnerCard Learner, int Year, HourBalance Balance, IReadOnlyList<HourJudgement> Judgements)
{
    /// <summary>The rule that binds, or null where no rule applies.</summary>
    public HourJudgement? Binding => Judgements.Count > 0 ? Judgements[0] : null;
}

/// <summary>Judges years. Reads balances only, so it costs the same however many entries there are.</summary>
internal sealed class HourStandings(IHourLedger ledger, HourRuleStore store, IParameters parameters, IClassDirectory classes, TimeProvider clock)
{
    public async Task<HourStanding> OfAsync(DbScope db, LearnerCard learner, int year)
    {
        var balances = await ledger.BalancesAsync(db, learner.Id);
        var rules = (await store.AllAsync(db)).Where(r => r.Applies(learner.Province, year)).GroupBy(r => r.Code).Select(g => g.MaxBy(r => r.HoldsFrom)!).ToList();
        var facts = new HourFacts(year, balances.ToDictionary(b => b.Year, b => (b.PublicHours, b.ProfessionalHours)))
        {
            Level = learner.TitleLevel == TitleLevel.None ? null : learner.TitleLevel,
            FaceToFace = rules.Any(r => r.FaceToFace is not null) ? await FaceToFaceAsync(db, learner.Id, year) : null,
        };
        var named = (await parameters.GetAsync(db, LearningParameters.BindingRule, LastDayKnown(year))).Value;
        var judged = rules
            .OrderByDescending(r => r.Code == named).ThenByDescending(r => r.IsDefault).ThenBy(r => r.IsNational).ThenBy(r => r.Code, StringComparer.Ordinal)
            .Select(r => HourEvaluator.Judge(r, facts)).ToList();
        return new HourStanding(learner, year, balances.FirstOrDefault(b => b.Year == year) ?? new HourBalance { LearnerId = learner.Id, Year = year }, judged);
    }

    /// <summary>Years worth offering: this one and every one with a balance, newest first.</summary>
    public async Task<IReadOnlyList<int>> YearsAsync(DbScope db, long learnerId, int shown) =>
        [.. (await ledger.BalancesAsync(db, learnerId)).Select(b => b.Year).Append(clock.Today().Year).Append(shown).Distinct().OrderDescending()];

    private async Task<StudyHours> FaceToFaceAsync(DbScope db, long learnerId, int year)
    {
        var entries = await ledger.EntriesAsync(db, learnerId, year);
        var rooms = (await classes.GetAsync(db, [.. entries.Select(e => e.ClassId).Distinct()])).Where(c => !c.IsOnline).Select(c => c.Id).ToHashSet();
        return new StudyHours(entries.Where(e => rooms.Contains(e.ClassId)).Sum(e => e.Hours.Tenths));
    }

    private DateOnly LastDayKnown(int year)
    {
        var end = new DateOnly(year, 12, 31);
        return end < clock.Today() ? end : clock.Today();
    }
}
