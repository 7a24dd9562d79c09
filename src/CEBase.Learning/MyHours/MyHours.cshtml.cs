using CEBase.Learning.Overviews;
using CEBase.Learning.Transcripts;

namespace CEBase.Learning.MyHours;

/// <summary>我的学时: a year against the rules, entry by entry.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class MyHoursModel(IDatabase database, HourOverviews overviews, TranscriptService transcripts, ICurrentUser user, TimeProvider clock) : PageModel
{
    [FromQuery(Name = "year")] public string? YearText { get; set; }

    public int Year { get; private set; }
    public HourOverview Overview { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Year = HourYears.Parse(YearText, clock);
        Overview = await database.ReadAsync(async db => await overviews.OfAsync(db, await overviews.LearnerAsync(db, user), Year));
    }

    /// <summary>Makes the transcript of the year; the same year unchanged gives the same one back.</summary>
    public async Task<IActionResult> OnPostTranscriptAsync()
    {
        var transcript = await transcripts.IssueAsync(HourYears.Parse(YearText, clock), user);
        return Redirect(LearningAddresses.Transcript(transcript.Code));
    }
}
