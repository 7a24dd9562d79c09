using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;

namespace CEBase.Funds.LectureFees;

/// <summary>A list is borne by a budget line whose use permits its kind of fee.</summary>
[RestsOn("NPU:19(4)", How = "讲课费只列专家授课劳务费，或培训收入的现场教学")]
[RestsOn("NPU:19(2)", "NPU:19(3)", How = "咨询费只列课程开发的专家咨询、需求调研，或上级课题")]
[RestsOn("NPU:21", How = "培训收入可列办班的授课和劳务")]
internal static class FeeUseRule
{
    public const string Id = "lecture-fees.use";

    // Income pays whatever a class costs; its fees are part of what is taught on the spot.
    private const string OfIncome = "现场教学";

    /// <summary>Whether a budget line may bear this kind of fee; on the grant as claims are judged.</summary>
    public static bool Permits(KindTable kinds, LineKind kind, FundLine line) =>
        line.UseCode == UseItems.ClassCosts ? line.Item == OfIncome : kinds.FitOf(kind, line) == Fit.Fits;

    /// <summary>What a person choosing a line is told: 第十九条（四）专家授课劳务费.</summary>
    public static string Allowed(KindTable kinds, LineKind kind) =>
        string.Join("，", kinds.PaidFrom(kind).Append($"{UseItems.ClassCosts}|{OfIncome}").Select(p => p.Split('|')).Select(p => $"{UseItems.Short(p[0])}{(p.Length > 1 ? p[1] : UseItems.Label(p[0]))}"));

    public static IEnumerable<Finding> Check(KindTable kinds, LineKind kind, FundLine line)
    {
        if (!Permits(kinds, kind, line))
        {
            yield return Finding.Block(Id, $"“{line.Label}”不能列支{kind.Label()}。请改选 {Allowed(kinds, kind)}。", line.UseCode == UseItems.ClassCosts ? "NPU:21" : $"NPU:{line.UseCode}");
        }
    }
}
