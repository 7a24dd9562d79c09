using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes;

/// <summary>Gathers what the timetable rule asks for.</summary>
internal sealed class TimetableFacts(IClassDirectory classes, IEnumerable<IParameters> parameters)
{
    /// <summary>Hours that one day may count at most.</summary>
    public const string DayCapParameter = "hours.day-cap";

    public async Task<IReadOnlyList<Finding>> CheckAsync(DbScope db, ClassRow row)
    {
        var cap = await CapAsync(db, row.StartsOn);
        var findings = TimetableRule.Check(row.Details(), await classes.SessionsAsync(db, row.Id),
            cap is null ? null : StudyHours.FromHours(cap.Decimal), cap?.Citation).ToList();
        if (cap?.Staleness(row.StartsOn) is { } stale)
        {
            findings.Add(stale);
        }
        return findings;
    }

    // A base that has set no cap has none to be held to.
    private async Task<Parameter?> CapAsync(DbScope db, DateOnly day) =>
        parameters.FirstOrDefault() is { } source ? await source.TryGetAsync(db, DayCapParameter, day) : null;
}
