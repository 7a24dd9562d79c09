namespace CEBase.Learning;

/// <summary>Names of the dated parameters this module reads.</summary>
internal static class LearningParameters
{
    /// <summary>Minutes after its own that a check-in code is still taken.</summary>
    public const string CodeTolerance = "attendance.code-tolerance-minutes";

    /// <summary>Minutes before the lesson's begin from which one may check in.</summary>
    public const string CheckInBefore = "attendance.check-in-before-minutes";

    /// <summary>Minutes after the begin from which a check-in counts as late.</summary>
    public const string LateAfter = "attendance.late-minutes";

    /// <summary>Per cent of a lesson's hours for somebody who came late.</summary>
    public const string LateShare = "attendance.late-share";

    /// <summary>Per cent of a lesson's hours for somebody who left early.</summary>
    public const string LeftEarlyShare = "attendance.left-early-share";

    /// <summary>Per cent of the lessons to be attended for completion.</summary>
    public const string CompletionShare = "attendance.completion-share";

    /// <summary>Hours a person can earn on one day.</summary>
    public const string DayCap = "hours.day-cap";

    /// <summary><c>refuse</c> keeps what is beyond the cap from being posted, <c>review</c> asks for a reason.</summary>
    public const string DayCapAction = "hours.day-cap-action";

    /// <summary>Code of the hour rule that binds, or <c>auto</c> for the province's own.</summary>
    public const string BindingRule = "hours.binding-rule";
}
