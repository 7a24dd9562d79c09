using CEBase.Funds.Budgets;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.LineRules;

/// <summary>A line with what it hangs on.</summary>
/// <param name="Line">The line.</param>
/// <param name="Fund">The fund.</param>
/// <param name="Budget">Its budget line.</param>
/// <param name="Class">The class it serves, or null.</param>
/// <param name="ApprovalPaper">The claim's approval or task document.</param>
internal sealed record LineFacts(ClaimLine Line, Fund Fund, FundLine Budget, ClassCard? Class, string ApprovalPaper)
{
    /// <summary>Its task names an approved project by number.</summary>
    public bool IsTaskRegistered { get; init; }
}

/// <summary>Quantity times unit price is the amount.</summary>
[RestsOn("NPU:19(7)", How = "报销单逐行核算：数量乘单价须等于金额")]
internal static class ArithmeticRule
{
    public const string Id = "claim.arithmetic";

    public static IEnumerable<Finding> Check(ClaimLine line)
    {
        if (line.Product != line.Amount)
        {
            yield return Finding.Block(Id, $"{line.QuantityText:0.##} × {line.UnitPrice} = {line.Product} 元，金额却写 {line.Amount} 元。请更正数量、单价或金额。", "NPU:19(7)");
        }
    }
}

/// <summary>What the superior approved or ordered is proved by its document.</summary>
[RestsOn("NPU:19(6)", How = "上级批准的其他支出须填批准文件编号")]
[RestsOn("NPU:19(3)", How = "交办课题的支出须填任务文件编号")]
internal static class ApprovalPaperRule
{
    public const string ApprovalMissing = "claim.approval-missing";
    public const string TaskPaperMissing = "claim.task-paper-missing";

    public static IEnumerable<Finding> Check(LineFacts facts)
    {
        if (!string.IsNullOrWhiteSpace(facts.ApprovalPaper))
        {
            yield break;
        }
        if (facts.Budget.UseCode == "19(6)")
        {
            yield return Finding.Block(ApprovalMissing, "上级批准的其他支出，要先填写批准文件编号并附上文件。", "NPU:19(6)");
        }
        if (facts.Budget.UseCode == "19(3)")
        {
            yield return Finding.Block(TaskPaperMissing, "交办课题的支出，要先填写下达任务的文件编号并附上文件。", "NPU:19(3)");
        }
    }
}

/// <summary>Fiscal money pays for a class, so its learners pay nothing. The same rule as at planning, asked again where money goes out.</summary>
[RestsOn("MOF540:19", How = "财政经费的班又向学员收费时，其开支不能报销")]
internal static class FiscalChargeRule
{
    /// <summary>The catalogue's own id.</summary>
    public const string Id = "funding.fiscal-with-fee";

    public static IEnumerable<Finding> Check(ClassCard? served)
    {
        if (served is { Funding: FundingMode.Fiscal } && served.Fee > Money.Zero)
        {
            yield return Finding.Block(Id, $"{served.ClassNo} 班由财政经费举办，却向学员收费每人 {served.Fee} 元。请先改正该班的收费或经费方式。", "MOF540:19");
        }
    }
}

/// <summary>Costs are booked in the year in which they arose.</summary>
[RestsOn("NPU:19", How = "费用发生年度与预算年度不同的须复核")]
internal static class LineYearRule
{
    public const string Id = "claim.other-year";

    public static IEnumerable<Finding> Check(LineFacts facts)
    {
        if (facts.Line.FromDay.Year != facts.Budget.Year || facts.Line.UntilDay.Year != facts.Budget.Year)
        {
            yield return Finding.Review(Id, $"费用发生在 {facts.Line.FromDay.InTable()} 至 {facts.Line.UntilDay.InTable()}，却列在 {facts.Budget.Year} 年预算。请说明跨年的原因，或改列科目。", "NPU:19");
        }
    }
}

/// <summary>What hasn't happened can't be claimed; what a contract pays ahead can, out of its commitment.</summary>
[RestsOn("NPU:19", How = "费用日期晚于今天的停止；按已批准合同的预占预付的除外")]
internal static class FutureDayRule
{
    public const string Id = "claim.future-day";

    /// <param name="line">The line.</param>
    /// <param name="today">The day of the check.</param>
    /// <param name="ofContract">It draws from the commitment of a contract.</param>
    public static IEnumerable<Finding> Check(ClaimLine line, DateOnly today, bool ofContract)
    {
        if (line.UntilDay > today && !(ofContract && line.Kind is LineKind.Purchase or LineKind.Service))
        {
            yield return Finding.Block(Id, $"费用发生日期写到 {line.UntilDay.InTable()}，今天是 {today.InTable()}，还没有发生的不能报销。请更正日期，或发生后再报；按合同预付的，请选择合同的预占。", "NPU:19");
        }
    }
}

/// <summary>What the use check says of a description, as grave as the fund makes it.</summary>
[RestsOn("NPU:20", How = "报销单每一行按禁止开支检查：专项停止，没有放行；其他来源复核")]
internal static class ForbiddenUseRule
{
    public static IEnumerable<Finding> Weigh(IEnumerable<Finding> spoken, Severity forbiddenUses) =>
        spoken.Select(f => f.Severity == Severity.Block && forbiddenUses != Severity.Block ? f with { Severity = forbiddenUses } : f);
}
