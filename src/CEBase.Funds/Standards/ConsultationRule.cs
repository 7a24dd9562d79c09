using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>The standards of consultation on a day.</summary>
internal sealed record ConsultationCaps(Cap PerDay, Cap ExpertShare, Cap HalfShare, Cap LaterShare, Cap FullDays, Cap LetterMin, Cap LetterMax)
{
    /// <summary>The first that isn't known, or null.</summary>
    public Cap? Unknown => new[] { PerDay, ExpertShare, HalfShare, LaterShare, FullDays, LetterMin, LetterMax }.FirstOrDefault(c => c.Value is null);
}

/// <summary>What a consultation fee is judged by.</summary>
/// <param name="Line">The line.</param>
/// <param name="Measures">Its measures.</param>
/// <param name="Payee">The expert.</param>
/// <param name="Caps">Standards of the day.</param>
/// <param name="DaysBefore">Days that the same expert was paid before this line for the same consultation, in this claim and in others.</param>
/// <param name="Tax">The withholding table of the day.</param>
internal sealed record ConsultationFacts(ClaimLine Line, LineMeasures Measures, Payee Payee, ConsultationCaps Caps, decimal DaysBefore, TaxTable? Tax);

/// <summary>Consultation is paid by day and title: a half-day a part, from the third day less, by correspondence a part of the day each time.</summary>
[RestsOn("MOF128:standard", How = "咨询费按职称和天数核对税后上限，院士、全国知名专家上浮")]
[RestsOn("MOF128:days", How = "半天、第三天起和通讯方式按比例折算")]
[RestsOn("NPU:19(7)", How = "咨询费参照已有标准")]
internal static class ConsultationRule
{
    public const string Over = "standard.consultation-over";
    public const string DaysUnknown = "standard.consultation-days";

    private static readonly string[] Articles = ["MOF128:standard", "MOF128:days"];

    public static IEnumerable<Finding> Check(ConsultationFacts facts)
    {
        var (line, measures, payee, caps) = (facts.Line, facts.Measures, facts.Payee, facts.Caps);
        if (measures.IsExpert && string.IsNullOrWhiteSpace(measures.ExpertReason))
        {
            yield return Finding.Block(LectureFeeRule.ExpertReason, "按院士、全国知名专家的标准发放，须写明认定依据并附上材料。", Articles);
        }
        foreach (var finding in payee.Check(Articles[0]))
        {
            yield return finding;
        }
        if (caps.Unknown is { } unknown)
        {
            yield return unknown.Unknown(Articles[0]);
            yield break;
        }
        if (DaysOf(line, measures) is not { } days)
        {
            yield return Finding.Review(DaysUnknown, "没有写明咨询的天数或次数，无法核对上限。请把数量按人天、半天或次填写。", Articles);
            yield break;
        }
        var (cap, sum) = CapOf(caps, days, facts.DaysBefore, measures);
        foreach (var finding in AfterTax.Check(Over, sum, cap, line, measures, payee, facts.Tax, Articles))
        {
            yield return finding;
        }
    }

    /// <summary>Days of a line (halves count), times when by correspondence; null when its unit says neither.</summary>
    public static decimal? DaysOf(ClaimLine line, LineMeasures measures) => line.Unit switch
    {
        _ when measures.ByCorrespondence => line.QuantityText,
        var unit when unit.Contains('半') => line.QuantityText / 2,
        "天" or "人天" or "日" or "人日" => line.QuantityText,
        _ when line.HalfDay != HalfDay.Whole && line.FromDay == line.UntilDay => 0.5m,
        _ => null,
    };

    /// <summary>
    /// Days of the same consultation before a line: those of the same claim, class or task, and those that join on to it day by day. One that is
    /// cut into claims stays one.
    /// </summary>
    public static decimal DaysBefore(ClaimLine line, IEnumerable<DrawnFee> fees)
    {
        var (since, days) = (line.FromDay, 0m);
        foreach (var fee in fees.Where(f => f.Kind == LineKind.Consultation && !f.ByCorrespondence && TextFold.Key(f.Payee) == TextFold.Key(line.Payee)
                && (f.From, f.LineId).CompareTo((line.FromDay, line.Id)) < 0).OrderByDescending(f => (f.From, f.LineId)))
        {
            var same = fee.ClaimId == line.ClaimId || (fee.ClassId is not null ? fee.ClassId == line.ClassId : line.ClassId is null && fee.Task.Length > 0 && TextFold.Key(fee.Task) == TextFold.Key(line.Task));
            if (same || fee.Until >= since.AddDays(-1))
            {
                (since, days) = (fee.From, days + (fee.Days ?? 0));
            }
        }
        return days;
    }

    /// <summary>The cap after tax and how it came about.</summary>
    public static (Money Cap, string Sum) CapOf(ConsultationCaps caps, decimal days, decimal before, LineMeasures measures)
    {
        var day = measures.IsExpert ? caps.PerDay.Money!.Value.Percent(100 + caps.ExpertShare.Value!.Value) : caps.PerDay.Money!.Value;
        var step = $"{caps.PerDay.Label}{(measures.IsExpert ? $"，院士、全国知名专家上浮 {caps.ExpertShare.Value}%" : "")}，每天 {day.InWords()} 元";
        if (measures.ByCorrespondence)
        {
            var each = day.Percent(caps.LetterMax.Value!.Value);
            var times = new Money((long)Math.Round(each.Fen * days, MidpointRounding.AwayFromZero));
            return (times, $"{step}，通讯方式每次按 {caps.LetterMin.Value}% 至 {caps.LetterMax.Value}%，{days:0.#} 次最多 {times.InWords()} 元");
        }
        if (days == 0.5m)
        {
            var half = day.Percent(caps.HalfShare.Value!.Value * (before >= caps.FullDays.Value ? caps.LaterShare.Value!.Value : 100) / 100);
            return (half, $"{step}，半天按 {caps.HalfShare.Value}%{(before >= caps.FullDays.Value ? $"、第 {caps.FullDays.Value + 1} 天起按 {caps.LaterShare.Value}%" : "")}，最多 {half.InWords()} 元");
        }
        var full = Math.Clamp(caps.FullDays.Value!.Value - before, 0, days);
        // An odd half of the last day is paid as a half-day.
        var whole = Math.Floor(days);
        var odd = days - whole;
        var units = Math.Min(full, whole) + ((whole - Math.Min(full, whole)) * caps.LaterShare.Value!.Value / 100m);
        units += odd == 0 ? 0 : caps.HalfShare.Value!.Value / 100m * (before + whole >= caps.FullDays.Value ? caps.LaterShare.Value.Value / 100m : 1);
        var cap = new Money((long)Math.Round(day.Fen * units, MidpointRounding.AwayFromZero));
        var later = before + days > caps.FullDays.Value ? $"，第 {caps.FullDays.Value + 1} 天起按 {caps.LaterShare.Value}%" : "";
        return (cap, $"{step}，{days:0.#} 天{later}，最多 {cap.InWords()} 元");
    }
}
