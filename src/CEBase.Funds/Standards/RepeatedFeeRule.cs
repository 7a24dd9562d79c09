using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>A day is paid once: a consultation, a piece of labour or an allowance of the same person on the same days isn't claimed again. Lectures have hours, see <see cref="LectureOnceRule"/>.</summary>
[RestsOn("MOF128:days", How = "同一人同一半天的咨询费只领一次，跨报销单核对")]
[RestsOn("MOF531:allowance", How = "同一人同一天的伙食、市内交通补助只领一次，跨报销单核对")]
[RestsOn("NPU:20(1)", How = "同一人同一天重复发放劳务费的须复核")]
internal static class RepeatedFeeRule
{
    public const string Twice = "claim.fee-twice";

    /// <param name="line">The line.</param>
    /// <param name="told">Its measures.</param>
    /// <param name="fees">What is drawn on the same days, here and in other claims.</param>
    public static IEnumerable<Finding> Check(ClaimLine line, LineMeasures told, IEnumerable<DrawnFee> fees)
    {
        var same = fees.Where(f => f.Kind == line.Kind && f.Meets(line)).ToList();
        var finding = line.Kind switch
        {
            LineKind.Consultation when !told.ByCorrespondence => Consultation(line, told, [.. same.Where(f => !f.ByCorrespondence)]),
            LineKind.Labour when same.Count > 0 => Finding.Review(Twice, $"{When(line)}已在{Where(same)}领劳务费。请核实不是同一项工作。", "NPU:20(1)"),
            LineKind.Travel => Allowance(line, told, same),
            _ => null,
        };
        if (finding is not null)
        {
            yield return finding;
        }
    }

    private static Finding? Consultation(ClaimLine line, LineMeasures told, List<DrawnFee> same)
    {
        if (same.Count == 0)
        {
            return null;
        }
        var possible = HalfDays.Count(line, same) / 2m;
        return ConsultationRule.DaysOf(line, told) is { } mine && same.All(f => f.Days is not null) && mine + same.Sum(f => f.Days!.Value) is var sum && sum <= possible
            ? Finding.Review(Twice, $"{When(line)}另有咨询费（{Where(same)}）。请核实不是同一次咨询。", "MOF128:days")
            : Finding.Block(Twice, $"{When(line)}已在{Where(same)}领咨询费{Sum(line, told, same, possible)}，同一半天只能领一次。请删去重复的一行，或更正日期和时段。", "MOF128:days");
    }

    private static string Sum(ClaimLine line, LineMeasures told, List<DrawnFee> same, decimal possible) => ConsultationRule.DaysOf(line, told) is { } mine && same.All(f => f.Days is not null)
        ? $"，合计 {mine + same.Sum(f => f.Days!.Value):0.#} 天，这些日期最多 {possible:0.#} 天" : "";

    private static Finding? Allowance(ClaimLine line, LineMeasures told, List<DrawnFee> same)
    {
        var mine = TravelAllowances.Of(line.Description);
        var again = same.Where(f => f.Allowances.Intersect(mine).Any()).ToList();
        if (again.Count == 0)
        {
            return null;
        }
        var what = TravelAllowances.Label([.. again.SelectMany(f => f.Allowances).Intersect(mine)]);
        // A line for several travellers names only who takes the money.
        return told.Persons > 1 || again.Any(f => f.Persons > 1)
            ? Finding.Review(Twice, $"{When(line)}另有{what}（{Where(again)}）。有一行是几个人的，请核实没有同一人领两次。", "MOF531:allowance")
            : Finding.Block(Twice, $"{When(line)}已在{Where(again)}领{what}，同一天只能领一次。请删去重复的一行，或更正日期。", "MOF531:allowance");
    }

    private static string Where(IEnumerable<DrawnFee> fees) => string.Join("、", fees.Select(f => f.ClaimNumber).Distinct());

    private static string When(ClaimLine line) =>
        $"{line.Payee} 在 {line.FromDay.InTable()}{(line.UntilDay == line.FromDay ? "" : $" 至 {line.UntilDay.InTable()}")}{(line.HalfDay == HalfDay.Whole ? "" : $" {line.HalfDay.Label()}")} ";
}
