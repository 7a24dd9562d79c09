using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes;

/// <summary>Gathers what the rules about instructors ask for.</summary>
internal sealed class InstructorFacts(IClassDirectory classes, IInstructorRegistry registry, IInstructorQualification qualification, IEnumerable<IParameters> parameters)
{
    /// <summary>Least share of own teachers by hours.</summary>
    public const string OwnShareParameter = "teachers.own-share";

    /// <summary>Findings about the instructors of a class, each session judged on its own day.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(DbScope db, long classId)
    {
        var (sessions, instructors) = await ReadAsync(db, classId);
        var judged = await qualification.JudgeAsync(db,
            [.. sessions.Where(s => s.InstructorId is { } id && instructors.ContainsKey(id)).Select(s => new Lesson(s.InstructorId!.Value, s.Day)).Distinct()]);
        return [.. InstructorsRule.Check(sessions, instructors), .. InstructorsRule.CheckQualification(judged, instructors)];
    }

    /// <summary>Findings about the share of own teachers; none where the base has set no share.</summary>
    public async Task<IReadOnlyList<Finding>> CheckOwnShareAsync(DbScope db, ClassRow row)
    {
        if (await LeastShareAsync(db, row.StartsOn) is not { } least)
        {
            return [];
        }
        var (sessions, instructors) = await ReadAsync(db, row.Id);
        return [.. OwnTeachersRule.Check(sessions, instructors, least)];
    }

    private async Task<(IReadOnlyList<LessonInfo> Sessions, Dictionary<long, InstructorCard> Instructors)> ReadAsync(DbScope db, long classId)
    {
        var sessions = await classes.SessionsAsync(db, classId);
        var found = await registry.FindAsync(db, [.. sessions.Select(s => s.InstructorId).OfType<long>().Distinct()]);
        return (sessions, found.ToDictionary(i => i.Id));
    }

    private async Task<decimal?> LeastShareAsync(DbScope db, DateOnly day) =>
        parameters.FirstOrDefault() is { } source ? (await source.TryGetAsync(db, OwnShareParameter, day))?.Decimal : null;
}
