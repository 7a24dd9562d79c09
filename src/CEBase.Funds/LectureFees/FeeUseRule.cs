using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Ledger;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.LectureFees;

/// <summary>A list is borne by a budget line whose use permits its kind of fee.</summary>
[RestsOn("NPU:19(4)", How = "讲课费只列专家授课劳务费，或培训收入的现场教学")]
[RestsOn("NPU:19(2)", "NPU:19(3)", How = "咨询费只列课程开发的专家咨询、需求调研，或上级课题")]
[RestsOn("NPU:21", How = "培训收入可列办班的授课和劳务")]
internal static class FeeUseRule
{
    public const string Id = "lecture-fees.use";

    private static readonly Dictionary<LineKind, (string Use, string[] Items)[]> Uses = new()
    {
        [LineKind.Lecture] = [("19(4)", ["专家授课劳务费"]), (UseItems.ClassCosts, ["现场教学"])],
        [LineKind.Consultation] = [("19(2)", ["专家咨询费", "需求调研费"]), ("19(3)", []), (UseItems.ClassCosts, ["现场教学"])],
        [LineKind.Labour] = [("19(4)", ["专家授课劳务费"]), ("19(2)", ["资料翻译费", "教材编写与出版", "课件制作"]), ("19(3)", []), (UseItems.ClassCosts, ["现场教学"])],
    };

    /// <summary>Whether the use and item may bear this kind of fee.</summary>
    public static bool Permits(LineKind kind, string use, string item) => Uses[kind].Any(u => u.Use == use && (u.Items.Length == 0 || u.Items.Contains(item)));

    /// <summary>What a person choosing a line is told: 第十九条（四）专家授课劳务费.</summary>
    public static string Allowed(LineKind kind) => string.Join("，", Uses[kind].Select(u => $"{UseItems.Short(u.Use)}{(u.Items.Length == 0 ? UseItems.Label(u.Use) : string.Join("、", u.Items))}"));

    public static IEnumerable<Finding> Check(LineKind kind, FundLine line)
    {
        if (!Permits(kind, line.UseCode, line.Item))
        {
            yield return Finding.Block(Id, $"“{line.Label}”不能列支{kind.Label()}。请改选 {Allowed(kind)}。", line.UseCode == UseItems.ClassCosts ? "NPU:21" : $"NPU:{line.UseCode}");
        }
    }
}
