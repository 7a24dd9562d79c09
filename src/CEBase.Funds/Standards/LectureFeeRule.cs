using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>What a lecture fee is judged by.</summary>
/// <param name="Line">The line.</param>
/// <param name="Measures">Its measures.</param>
/// <param name="Payee">Who taught.</param>
/// <param name="PerHour">Cap an hour after tax on the day.</param>
/// <param name="HoursPerHalfDay">At most so many hours a half-day.</param>
/// <param name="Tax">The withholding table of the day.</param>
internal sealed record LectureFacts(ClaimLine Line, LineMeasures Measures, Payee Payee, Cap PerHour, Cap HoursPerHalfDay, TaxTable? Tax);

/// <summary>A lecture fee keeps within the cap of the title on the day, an hour and a half-day.</summary>
[RestsOn("MOF540:lecture-fee", How = "讲课费按授课当日职称、学时和每半天上限核对，超出即停，写明算式")]
[RestsOn("NPU:19(7)", How = "讲课费执行已有标准")]
[RestsOn("BJTU:36", How = "讲课费按学校和国家标准支付")]
internal static class LectureFeeRule
{
    public const string Over = "standard.lecture-over";
    public const string TooManyHours = "standard.lecture-hours";
    public const string HoursUnknown = "standard.lecture-hours-unknown";
    public const string ExpertReason = "standard.expert-reason";

    private static readonly string[] Articles = ["MOF540:lecture-fee", "NPU:19(7)"];

    public static IEnumerable<Finding> Check(LectureFacts facts)
    {
        var (line, measures, payee) = (facts.Line, facts.Measures, facts.Payee);
        if (measures.IsExpert && string.IsNullOrWhiteSpace(measures.ExpertReason))
        {
            yield return Finding.Block(ExpertReason, "按院士、全国知名专家的标准发放，须写明认定依据并附上材料。", Articles);
        }
        foreach (var finding in payee.Check(Articles[0]))
        {
            yield return finding;
        }
        if (facts.PerHour.Money is not { } rate)
        {
            yield return facts.PerHour.Unknown(Articles[0]);
            yield break;
        }
        if (facts.HoursPerHalfDay.Value is not { } most)
        {
            yield return facts.HoursPerHalfDay.Unknown(Articles[0]);
            yield break;
        }
        if (HoursOf(line, measures, most) is not { } told)
        {
            yield return Finding.Review(HoursUnknown, "没有写明学时数，无法核对讲课费上限。请在“标准核对”里填写学时，或把数量按学时、半天填写。", Articles[0]);
            yield break;
        }
        var (hours, halves) = told;
        var limit = StudyHours.FromHours(most * halves);
        if (hours > limit)
        {
            yield return Finding.Block(TooManyHours, $"{When(line, halves)}最多按 {limit} 学时计，本行填写 {hours} 学时，多出 {hours - limit} 学时。", Articles);
        }
        var payable = hours < limit ? hours : limit;
        var cap = rate.Times(payable);
        var step = measures.IsExpert ? "院士、全国知名专家" : payee.IsKnown ? payee.Level.Label() : "最高一档";
        foreach (var finding in AfterTax.Check(Over, $"{step}每学时税后上限 {rate.InWords()} 元，{When(line, halves)} {payable} 学时最多 {cap.InWords()} 元", cap, line, measures, payee, facts.Tax, Articles))
        {
            yield return finding;
        }
    }

    /// <summary>Hours and half-days of a line, or null when neither is told: hours as filled in or as the quantity's unit says.</summary>
    public static (StudyHours Hours, int HalfDays)? HoursOf(ClaimLine line, LineMeasures measures, long perHalfDay)
    {
        var days = line.UntilDay.DayNumber - line.FromDay.DayNumber + 1;
        var byDays = days * (line.HalfDay == HalfDay.Whole ? 2 : 1);
        var quantity = (int)Math.Ceiling(line.Quantity / 100m);
        var halves = line.Unit.Contains('半') ? quantity : line.Unit is "天" or "人天" or "日" ? quantity * 2 : byDays;
        if (measures.Hours > StudyHours.Zero)
        {
            return (measures.Hours, halves);
        }
        if (line.Unit.Contains("学时", StringComparison.Ordinal) || line.Unit.Contains("课时", StringComparison.Ordinal))
        {
            return (new StudyHours((int)(line.Quantity / 10)), byDays);
        }
        return line.Unit.Contains('半') || line.Unit is "天" or "人天" or "日" ? (StudyHours.FromHours(halves * perHalfDay), halves) : null;
    }

    private static string When(ClaimLine line, int halves) => halves == 1 && line.HalfDay != HalfDay.Whole ? line.HalfDay.Label() : $"{halves} 个半天";
}

/// <summary>A half-day is paid once, however many classes sit in the room.</summary>
[RestsOn("MOF540:lecture-fee", How = "同一人同一半天的讲课费合计不超过上限学时，同时给多班上课只付一次")]
internal static class LectureOnceRule
{
    public const string TooMany = "standard.half-day-full";
    public const string Twice = "standard.half-day-twice";

    /// <param name="line">The line.</param>
    /// <param name="hours">Its hours.</param>
    /// <param name="others">Other lecture fees of the payee that meet the line.</param>
    /// <param name="perHalfDay">At most so many hours; null when not known.</param>
    public static IEnumerable<Finding> Check(ClaimLine line, StudyHours hours, IReadOnlyCollection<DrawnFee> others, long? perHalfDay)
    {
        if (others.Count == 0)
        {
            yield break;
        }
        var halves = HalfDays.Count(line, others);
        var sum = others.Aggregate(hours, (total, o) => total + o.Hours);
        var where = string.Join("、", others.Select(o => o.ClaimNumber).Distinct());
        var when = $"{line.Payee} 在 {line.FromDay.InTable()}{(line.UntilDay == line.FromDay ? "" : $" 至 {line.UntilDay.InTable()}")}{(line.HalfDay == HalfDay.Whole ? "" : $" {line.HalfDay.Label()}")}";
        if (perHalfDay is { } most && sum > StudyHours.FromHours(most * halves))
        {
            var limit = StudyHours.FromHours(most * halves);
            yield return Finding.Block(TooMany, $"{when}已在{where}领讲课费，合计 {sum} 学时；每半天最多按 {most} 学时计，{halves} 个半天最多 {limit} 学时，多出 {sum - limit} 学时。", "MOF540:lecture-fee");
        }
        else
        {
            yield return Finding.Review(Twice, $"{when}另有讲课费（{where}）。同时给几个班上课只付一次，请核实不是同一场。", "MOF540:lecture-fee");
        }
    }
}
