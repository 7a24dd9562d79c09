using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>Nights, hours, days and persons of a line agree with its own dates and quantity, because caps are counted by them.</summary>
[RestsOn("MOF531:lodging", How = "住宿夜数、间夜数须与起止日期和人数相符")]
[RestsOn("MOF540:lecture-fee", How = "讲课学时、半天数须与数量和日期相符")]
[RestsOn("MOF128:days", How = "咨询天数不能多于起止日期的天数")]
[RestsOn("MOF531:allowance", How = "补助的人天数、安排食宿天数须与人数和日期相符")]
internal static class MeasureRule
{
    public const string Disagrees = "standard.measures";

    public static IEnumerable<Finding> Check(ClaimLine line, LineMeasures told)
    {
        var days = line.UntilDay.DayNumber - line.FromDay.DayNumber + 1;
        var span = line.UntilDay == line.FromDay ? line.FromDay.InTable() : $"{line.FromDay.InTable()} 至 {line.UntilDay.InTable()}";
        Finding Block(string sentence, string article) => Finding.Block(Disagrees, $"{sentence}请更正日期、数量或“标准核对”里的数字。", article);

        if (line.Kind == LineKind.Lodging)
        {
            // Somebody who comes and goes on one day still has one night before or after it.
            var nights = Math.Max(1, days - 1);
            if (told.Nights > nights)
            {
                yield return Block($"{span} 最多 {nights} 夜，却填写 {told.Nights} 夜，多出 {told.Nights - nights} 夜。", "MOF531:lodging");
            }
            if (line.Unit is "间夜" or "间天" or "夜" or "晚" && told is { Nights: > 0, Persons: > 0 } && line.QuantityText > told.Nights * told.Persons)
            {
                yield return Block($"{told.Persons} 人（间）× {told.Nights} 夜 = {told.Persons * told.Nights} {line.Unit}，数量却写 {line.QuantityText:0.##} {line.Unit}。", "MOF531:lodging");
            }
        }
        if (line.Kind == LineKind.Lecture && told.Hours > StudyHours.Zero && IsHours(line.Unit) && told.Hours.Tenths * 10 != line.Quantity)
        {
            yield return Block($"数量写 {line.QuantityText:0.##} {line.Unit}，“标准核对”却填写 {told.Hours} 学时。", "MOF540:lecture-fee");
        }
        if (line.Kind is LineKind.Lecture or LineKind.Consultation && !told.ByCorrespondence && Halves(line) is { } halves)
        {
            // A day has three half-days for a lecturer, who may teach in the evening, and two for who consults.
            var possible = days * (line.HalfDay != HalfDay.Whole ? 1 : line.Kind == LineKind.Lecture ? 3 : 2);
            if (halves > possible)
            {
                yield return Block($"填写了 {halves:0.##} 个半天，{span}{(line.HalfDay == HalfDay.Whole ? "" : line.HalfDay.Label())}最多 {possible} 个半天，多出 {halves - possible:0.##} 个。",
                    line.Kind == LineKind.Lecture ? "MOF540:lecture-fee" : "MOF128:days");
            }
        }
        if (told.BoardDays > days)
        {
            yield return Block($"{span} 共 {days} 天，却填写安排食宿 {told.BoardDays} 天。", "MOF531:allowance");
        }
        if (line.Kind is LineKind.Travel or LineKind.Lodging && told.Persons > 0 && PersonUnits(line, days, told.Persons) is { } units && line.QuantityText > units)
        {
            yield return Block($"{told.Persons} 人 × {days} 天 = {told.Persons * days} 人天，数量却写 {line.QuantityText:0.##} {line.Unit}。", "MOF531:allowance");
        }
        if (line.Unit == "人" && told.Persons > 0 && told.Persons * 100L != line.Quantity)
        {
            yield return Block($"数量写 {line.QuantityText:0.##} 人，“标准核对”却填写 {told.Persons} 人。", "MOF531:allowance");
        }
    }

    private static int? PersonUnits(ClaimLine line, int days, int persons) => line.Unit is "人天" or "人日" ? persons * days : null;

    private static bool IsHours(string unit) => unit.Contains("学时", StringComparison.Ordinal) || unit.Contains("课时", StringComparison.Ordinal);

    private static decimal? Halves(ClaimLine line) => line.Unit.Contains('半') ? line.QuantityText : line.Unit is "天" or "人天" or "日" or "人日" ? line.QuantityText * 2 : null;
}
