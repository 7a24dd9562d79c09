namespace CEBase.Learning;

/// <summary>What the sheet says about one learner in one lesson.</summary>
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
internal static class AttendanceLabels
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
