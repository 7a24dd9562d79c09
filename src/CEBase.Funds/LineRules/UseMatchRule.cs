using CEBase.Funds.Checks;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.LineRules;

/// <summary>
/// A line buys what its budget line is for: the kind says what is paid, the description's words say which use it belongs to. In the grant a clear
/// mismatch stops, what can't be told is looked at; income pays for running classes, so there it is a hint.
/// </summary>
[RestsOn("NPU:19(1)", "NPU:19(2)", "NPU:19(3)", "NPU:19(4)", "NPU:19(5)", How = "报销和预占的用途须与预算科目的开支范围相符：专项明显不符停止，看不清复核")]
internal static class UseMatchRule
{
    public const string WrongKind = "claim.use-kind";
    public const string WrongUse = "claim.use-words";

    /// <summary>The list of this use also holds what any class needs, so its words alone prove nothing.</summary>
    private const string Broad = "19(5)";

    /// <summary>A task that a superior ordered may need anything; its document says what.</summary>
    private const string Ordered = "19(3)";

    public static IEnumerable<Finding> Check(LineFacts facts, KindTable table, NamedUses named)
    {
        var (line, budget) = (facts.Line, facts.Budget);
        if (budget.UseCode is "19(6)" or UseItems.ClassCosts)
        {
            yield break;
        }
        var spoken = LearnersBoard(line, budget.UseCode) ?? ByKind(line, budget, table) ?? ByWords(line, budget, table, named);
        if (spoken is { } finding && (facts.Fund.IsGrant || finding.Severity == Severity.Block))
        {
            yield return facts.Fund.IsGrant ? finding : finding with { Severity = Severity.Note };
        }
    }

    private static Finding? LearnersBoard(ClaimLine line, string use)
    {
        if (line.Kind != LineKind.Lodging || !line.IsForLearners)
        {
            return null;
        }
        const string What = "学员食宿是办班成本，不在第十九条（一）至（五）项之内";
        return use == Broad
            ? Finding.Review(WrongKind, $"{What}；只有本基地师资外出培训的食宿可以列在师资培训里。请核实食宿的是谁。", $"NPU:{use}")
            : Finding.Block(WrongKind, $"{What}，不能列在“{UseItems.Short(use)} {UseItems.Label(use)}”。请改由该班的培训收入列支。", $"NPU:{use}", "NPU:21");
    }

    private static Finding? ByKind(ClaimLine line, Ledger.FundLine budget, KindTable table) => table.FitOf(line.Kind, budget) != Fit.None
        ? null
        : Finding.Block(WrongKind, $"{line.Kind.Label()}不能列在“{Name(budget)}”。{line.Kind.Label()}列支的科目是{string.Join("、", table.PaidFrom(line.Kind).Select(Place))}。请改选科目，或更正费用类型。",
            [.. table.PaidFrom(line.Kind).Select(p => p.Split('|')[0]).Prepend(budget.UseCode).Distinct().Select(u => $"NPU:{u}")]);

    private static Finding? ByWords(ClaimLine line, Ledger.FundLine budget, KindTable table, NamedUses named)
    {
        var (use, fits) = (budget.UseCode, table.FitOf(line.Kind, budget) == Fit.Fits);
        if (line.Kind is not (LineKind.Purchase or LineKind.Service or LineKind.Other))
        {
            // A fee or a journey is told by its kind, which the description has to bear out.
            return fits || named.All.Contains(use) ? null : Doubt(line, budget);
        }
        if (named.Bought.Count == 0)
        {
            return named.All.Contains(use) || (fits && named.All.Count == 0) ? null : Doubt(line, budget);
        }
        if (named.Bought.Contains(use))
        {
            return null;
        }
        if (use == Ordered || named.All.Contains(use) || named.Bought.All(u => u == Broad))
        {
            return use == Ordered && named.All.Contains(use) ? null : Doubt(line, budget);
        }
        return Finding.Block(WrongUse, $"“{named.Word}”属于{string.Join("、", named.Bought.Select(u => $"{UseItems.Short(u)}“{UseItems.Label(u)}”"))}，不能列在“{Name(budget)}”。请改列相应科目，或更正摘要。",
            [.. named.Bought.Prepend(use).Distinct().Select(u => $"NPU:{u}")]);
    }

    private static Finding Doubt(ClaimLine line, Ledger.FundLine budget) =>
        Finding.Review(WrongUse, $"从摘要“{line.Description}”看不出它属于“{Name(budget)}”。请核实科目，并写明它与这项开支范围的关系。", $"NPU:{budget.UseCode}");

    private static string Name(Ledger.FundLine budget) => $"{UseItems.Short(budget.UseCode)} {budget.Item}";

    private static string Place(string place) => place.Split('|') is [var use, var item] ? $"{UseItems.Short(use)}“{item}”" : $"{UseItems.Short(place)}“{UseItems.Label(place)}”";
}
