using CEBase.Learning.Overviews;

namespace CEBase.Learning.LearnerHours;

/// <summary>学时 of one learner, for staff.</summary>
[RequirePermission(Permissions.View)]
internal sealed class LearnerHoursModel(IDatabase database, HourOverviews overviews, IEnrolmentDirectory enrolments, TimeProvider clock) : PageModel
{
    [FromRoute] public long Id { get; set; }
    [FromQuery(Name = "year")] public string? YearText { get; set; }

    public int Year { get; private set; }
    public HourOverview Overview { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Year = HourYears.Parse(YearText, clock);
        Overview = await database.ReadAsync(async db =>
        {
            var learner = (await enrolments.LearnersAsync(db, [Id])).SingleOrDefault() ?? throw Refusal.NotFound("没有找到这名学员。");
            return await overviews.OfAsync(db, learner, Year);
        });
    }
}
