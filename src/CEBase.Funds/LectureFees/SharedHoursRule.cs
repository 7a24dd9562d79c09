namespace CEBase.Funds.LectureFees;

/// <summary>Hours of a half-day that would be paid by nobody.</summary>
/// <param name="Line">The line that pays them now.</param>
/// <param name="Hours">So many.</param>
/// <param name="Lists">Lists already handed in that teach in the half-day and count on it.</param>
internal sealed record UnpaidHalfDay(FeeLine Line, StudyHours Hours, IReadOnlyList<string> Lists);

/// <summary>A list doesn't give back hours that another list, already handed in, left to it: somebody taught them and would get nothing.</summary>
[RestsOn("MOF540:lecture-fee", How = "几个班共同的学时只由一张表发放；已提交的表把学时留给本表的，本表不能作废或减去，除非那张表先退回")]
internal static class SharedHoursRule
{
    public const string CountedOn = "lecture-fees.counted-on";

    public static IEnumerable<Finding> Check(IEnumerable<UnpaidHalfDay> unpaid) => unpaid.Select(u => Finding.Block(CountedOn,
        $"{u.Line.Name} {u.Line.When} 的 {u.Hours} 学时由本表发放，{string.Join("、", u.Lists)} 上同一时段的课没有另计。请先退回 {string.Join("、", u.Lists)}（已生成报销单的先作废或冲销，再收回），再办这一步。", "MOF540:lecture-fee"));
}
