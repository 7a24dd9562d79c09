using CEBase.Catalogue.Classes.Rules;
using CEBase.Instructors;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Workflows;
using CEBase.Regulations;

namespace CEBase.Catalogue.Classes;

/// <summary>Gathers what the rules about instructors ask for.</summary>
internal sealed class InstructorFacts(IClassDirectory classes, IInstructorRegistry registry, IInstructorQualification qualification, IEnumerable<IParameters> parameters)
{
    /// <summary>Least share of own teachers by hours.</summary>
    public const string OwnShareParameter = "teachers.own-share";

    /// <summary>Findings about the instructors of a class, each session judged on its own day.</summary>
    public async Task<IReadOnlyList<Finding>> CheckAsync(DbSession session, long classId)
    {
        var (sessions, instructors) = await ReadAsync(session, classId);
        var judged = await qualification.JudgeAsync(session,
            [.. sessions.Where(s => s.InstructorId is { } id && instructors.ContainsKey(id)).Select(s => new Lesson(s.InstructorId!.Value, s.Day)).Distinct()]);
        return [.. InstructorsRule.Check(sessions, instructors), .. InstructorsRule.CheckQualification(judged, instructors)];
    }

    /// <summary>Findings about the share of own teachers; none where the base has set no share.</summary>
    public async Task<IReadOnlyList<Finding>> CheckOwnShareAsync(DbSession session, ClassRow row)
    {
        if (await LeastShareAsync(session, row.StartsOn) is not { } least)
        {
            return [];
        }
        var (sessions, instructors) = await ReadAsync(session, row.Id);
        return [.. OwnTeachersRule.Check(sessions, instructors, least)];
    }

    private async Task<(IReadOnlyList<SessionCard> Sessions, Dictionary<long, InstructorCard> Instructors)> ReadAsync(DbSession session, long classId)
    {
        var sessions = await classes.SessionsAsync(session, classId);
        var found = await registry.FindAsync(session, [.. sessions.Select(s => s.InstructorId).OfType<long>().Distinct()]);
        return (sessions, found.ToDictionary(i => i.Id));
    }

    private async Task<decimal?> LeastShareAsync(DbSession session, DateOnly day) =>
        parameters.FirstOrDefault() is { } source ? (await source.TryGetAsync(session, OwnShareParameter, day))?.Decimal : null;
}
