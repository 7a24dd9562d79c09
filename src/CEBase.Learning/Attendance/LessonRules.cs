namespace CEBase.Learning.Attendance;

/// <summary>A lesson's hours can be confirmed once it is over, by the China clock.</summary>
[RestsOn("NPU:10", How = "课未上完不能确认学时")]
internal static class OnlyWhatTookPlace
{
    public static IReadOnlyList<Finding> Judge(DateOnly day, TimeOnly endsAt, DateTimeOffset now) => day.At(endsAt) <= now
        ? []
        : [Finding.Block("session.not-over", $"这次课到 {day.InTable()} {endsAt:HH:mm} 才结束，结束后再确认。", "NPU:10")];
}

/// <summary>Lessons count only in a class that is running or has ended.</summary>
[RestsOn("NPU:6", How = "只确认已开班培训班的学时")]
internal static class OnlyARealClass
{
    public static IReadOnlyList<Finding> Judge(string classState, string classLabel) =>
        classState is ClassStates.Running or ClassStates.Ended or ClassStates.Closed
            ? []
            : [Finding.Block("session.class-state", $"培训班现在是“{classLabel}”，只有进行中、已结束或已结班的班才能确认学时。", "NPU:6")];
}

/// <summary>Everybody on the roster has a mark before hours are confirmed.</summary>
[RestsOn("BJTU:14", How = "逐次考勤齐全后才确认学时")]
internal static class NobodyForgotten
{
    public static IReadOnlyList<Finding> Judge(int roster, IReadOnlyList<string> unmarked)
    {
        if (roster == 0)
        {
            return [Finding.Block("attendance.no-roster", "本班还没有录取的学员，没有可以确认的学时。", "BJTU:14")];
        }
        var names = string.Join("、", unmarked.Take(3)) + (unmarked.Count > 3 ? "等" : "");
        return unmarked.Count == 0
            ? []
            : [Finding.Block("attendance.incomplete", $"还有 {unmarked.Count} 名学员没有考勤结果（{names}）。请逐一登记，或用“其余记为到课”“其余记为缺席”。", "BJTU:14")];
    }
}

/// <summary>Who corrects hours is not who confirmed them; the same person needs a second right and a written reason.</summary>
[RestsOn("NPU:10", How = "更正学时实行四眼原则")]
internal static class FourEyes
{
    public static IReadOnlyList<Finding> Judge(long? confirmedBy, long? correctedBy) => confirmedBy is { } one && one == correctedBy
        ? [Finding.Review("correction.four-eyes", "这次课的学时是您本人确认的，更正应由另一人办理；确需本人办理的，由有复核权限的人写明理由放行。", "NPU:10")]
        : [];
}

/// <summary>A class is closed only when the hours of all its lessons are confirmed.</summary>
[RestsOn("NPU:6", How = "全部课次确认学时后才能结班")]
[RestsOn("BJTU:14", How = "全部课次确认学时后才能结班")]
internal static class EveryLessonConfirmed
{
    /// <summary>Findings; the finding leads to the class's attendance page.</summary>
    public static IReadOnlyList<Finding> Judge(string classNo, int lessons, int unconfirmed, bool stops)
    {
        if (unconfirmed == 0)
        {
            return [];
        }
        var sentence = $"{lessons} 次课中还有 {unconfirmed} 次没有确认学时。";
        var finding = stops
            ? Finding.Block("sessions.unconfirmed", sentence + "请先到“考勤”页确认。", "NPU:6", "BJTU:14")
            : Finding.Note("sessions.unconfirmed", sentence + "结班前须全部确认。", "NPU:6", "BJTU:14");
        return [finding with { Remedy = LearningAddresses.Attendance(classNo) }];
    }
}
