using CEBase.Funds.Checks;
using CEBase.Funds.Expenses;

namespace CEBase.Funds.LineRules;

/// <summary>
/// Caps and papers hang on the kind of a line, so the kind is compared with what the description says: a lecture fee stays one, whatever kind
/// its claimant picks.
/// </summary>
[RestsOn("MOF540:papers", How = "费用类型与摘要不符的停止，看不清的复核")]
[RestsOn("MOF540:lecture-fee", "MOF128:standard", "MOF531:allowance", "MOF531:lodging", "MOF214:quota", How = "摘要写明的费用须选相应的费用类型，按该类标准核对")]
internal static class KindRule
{
    public const string Contradicts = "claim.kind-contradicts";
    public const string Several = "claim.kind-several";
    public const string Unclear = "claim.kind-unclear";

    /// <param name="line">The line.</param>
    /// <param name="table">Words by kind.</param>
    /// <param name="named">Uses that a piece of a description names.</param>
    public static IEnumerable<Finding> Check(ClaimLine line, KindTable table, Func<string, NamedUses> named)
    {
        var said = table.SaidBy(line.Description, named);
        if (said.Count == 0)
        {
            if (line.Kind is LineKind.Lecture or LineKind.Consultation or LineKind.Travel or LineKind.Lodging && !table.Hints(line.Description, line.Kind))
            {
                yield return Finding.Review(Unclear, $"摘要“{line.Description}”看不出是{line.Kind.Label()}。请写明，或改选费用类型。", "MOF540:papers");
            }
            yield break;
        }
        var words = string.Join("、", said.Select(s => s.Label));
        string[] articles = [.. said.Select(s => s.Citation).Append("MOF540:papers").Distinct()];
        if (said.Any(s => s.Kinds.Contains(line.Kind)))
        {
            if (said.Any(s => !s.Kinds.Contains(line.Kind)))
            {
                yield return Finding.Review(Several, $"摘要写的是{words}，一行只能按{line.Kind.Label()}核对。请按费用类型分行填写，或说明金额怎样分开。", articles);
            }
        }
        else if (said.Any(s => s.Unclear.Contains(line.Kind)))
        {
            yield return Finding.Review(Unclear, $"摘要写的是{words}，费用类型却选{line.Kind.Label()}。付给个人的请改选{To(said)}；付给单位的，请说明。", articles);
        }
        else
        {
            yield return Finding.Block(Contradicts, $"摘要写的是{words}，费用类型却选{line.Kind.Label()}，不能按标准和材料核对。请把费用类型改为{To(said)}，或更正摘要。", articles);
        }
    }

    private static string To(IReadOnlyList<KindWords> said) => string.Join("、", said.Select(s => $"“{s.Kinds[0].Label()}”").Distinct());
}
