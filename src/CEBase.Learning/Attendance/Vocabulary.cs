namespace CEBase.Learning.Attendance;

/// <summary>What the sheet says about one learner in one session.</summary>
public enum AttendanceState
{
    /// <summary>到课.</summary>
    Present,

    /// <summary>迟到.</summary>
    Late,

    /// <summary>早退.</summary>
    LeftEarly,

    /// <summary>缺席.</summary>
    Absent,

    /// <summary>请假.</summary>
    Excused,
}

/// <summary>Labels of the states.</summary>
public static class AttendanceLabels
{
    /// <summary>As shown.</summary>
    public static string Label(this AttendanceState state) => state switch
    {
        AttendanceState.Present => "到课",
        AttendanceState.Late => "迟到",
        AttendanceState.LeftEarly => "早退",
        AttendanceState.Absent => "缺席",
        _ => "请假",
    };

    /// <summary>The learner was in the room, at least for a part.</summary>
    public static bool WasThere(this AttendanceState state) => state is AttendanceState.Present or AttendanceState.Late or AttendanceState.LeftEarly;
}

/// <summary>The register of a session, a record with a life.</summary>
public static class LessonStates
{
    /// <summary>待确认.</summary>
    public const string Open = "open";

    /// <summary>已确认.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>The kind of record; its number is the session's.</summary>
    public const string RecordType = "ClassSession";
}

/// <summary>Names of the dated parameters this module reads.</summary>
internal static class LearningParameters
{
    /// <summary>Minutes after its own that a check-in code is still taken.</summary>
    public const string CodeTolerance = "attendance.code-tolerance-minutes";

    /// <summary>Minutes before the session's begin from which one may check in.</summary>
    public const string CheckInBefore = "attendance.check-in-before-minutes";

    /// <summary>Minutes after the begin from which a check-in counts as late.</summary>
    public const string LateAfter = "attendance.late-minutes";

    /// <summary>Per cent of a session's hours for somebody who came late.</summary>
    public const string LateShare = "attendance.late-share";

    /// <summary>Per cent of a session's hours for somebody who left early.</summary>
    public const string LeftEarlyShare = "attendance.left-early-share";

    /// <summary>Per cent of the sessions to be attended for completion.</summary>
    public const string CompletionShare = "attendance.completion-share";

    /// <summary>Hours a person can earn on one day.</summary>
    public const string DayCap = "hours.day-cap";

    /// <summary><c>refuse</c> keeps what is beyond the cap from being posted, <c>review</c> asks for a reason.</summary>
    public const string DayCapAction = "hours.day-cap-action";

    /// <summary>Code of the hour rule that binds, or <c>auto</c> for the province's own.</summary>
    public const string BindingRule = "hours.binding-rule";
}
