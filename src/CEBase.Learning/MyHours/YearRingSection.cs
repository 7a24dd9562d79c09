using CEBase.Learning.HourRules;

namespace CEBase.Learning.MyHours;

/// <summary>The year ring on top of the learner's own page.</summary>
internal sealed class YearRingSection(HourStandings standings) : IMyLearningSection
{
    public int Order => 10;

    public async Task<(string Partial, object Model)?> ForAsync(DbScope db, LearnerCard learner, int year) =>
        ("/Overviews/_YearRing.cshtml", await standings.OfAsync(db, learner, year));
}
