namespace CEBase.Enrollment.Seats;

/// <summary>What the rules of an application look at.</summary>
/// <param name="Class">The class.</param>
/// <param name="IsComplete">The learner's profile has what an application needs.</param>
/// <param name="EmployerKey">Key of the learner's employer.</param>
/// <param name="ByStaff">Taken by staff, the program or a roster and not by the learner.</param>
/// <param name="Today">Today.</param>
internal sealed record ApplicationFacts(ClassCard Class, bool IsComplete, string EmployerKey, bool ByStaff, DateOnly Today)
{
    /// <summary>The rules that look at these facts and nothing else, with their line of the checklist.</summary>
    public static readonly IReadOnlyList<(string Label, Func<ApplicationFacts, IReadOnlyList<Finding>> Check)> Rules =
    [
        ("报名时间", ClassTakesApplications.Check),
        ("学员资料", ProfileIsComplete.Check),
        ("招收范围", AudienceIsRight.Check),
    ];
}
