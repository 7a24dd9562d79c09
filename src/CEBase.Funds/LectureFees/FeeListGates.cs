using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;

namespace CEBase.Funds.LectureFees;

/// <summary>A gate of a payment list.</summary>
internal abstract class FeeListGate(string step, string label) : IStepGate
{
    public string RecordType => FeeList.RecordType;

    public string Step { get; } = step;

    public string Label { get; } = label;

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => await FeeListRepository.FindAsync(step.Session, step.RecordId) is { } list ? await FindingsAsync(step, list) : [];

    protected abstract Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, FeeList list);

    /// <summary>What the standards say of the lines.</summary>
    protected static IEnumerable<Finding> Standards(FeeList list, IReadOnlyList<FeeLine> lines) => list.Kind == LineKind.Lecture ? FeeListRule.Check(lines) : OtherFeeRule.Check(list.Kind, lines);
}

/// <summary>Caps before the list is handed in; what must be looked at is passed by who approves it.</summary>
internal sealed class CheckFeesGate(LectureFeeService desk) : FeeListGate(FeeListWorkflow.Check, "标准与计算")
{
    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, FeeList list)
    {
        var lines = await FeeLineRepository.OfAsync(step.Session, list.Id);
        return
        [
            .. Standards(list, lines).Select(f => f.Severity == Severity.Review ? f with { Severity = Severity.Note, Sentence = f.Sentence + "（由核定人复核）" } : f),
            .. FreshListRule.Check(lines, await desk.NowAsync(step.Session, list)),
        ];
    }
}

/// <summary>Caps as the approver must see them, and that the list still is what would be computed.</summary>
internal sealed class ConfirmFeesGate(LectureFeeService desk) : FeeListGate(FeeListWorkflow.Confirm, "标准与计算")
{
    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, FeeList list)
    {
        var lines = await FeeLineRepository.OfAsync(step.Session, list.Id);
        return [.. Standards(list, lines), .. FreshListRule.Check(lines, await desk.NowAsync(step.Session, list))];
    }
}

/// <summary>Who made or handed in the list doesn't approve it.</summary>
internal sealed class FeeApproverGate() : FeeListGate(FeeListWorkflow.Confirm, "由另一人核定")
{
    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, FeeList list) => Task.FromResult<IReadOnlyList<Finding>>(
        [.. SecondPersonRule.Check(step.User.AccountId, (list.MadeBy, "编制人"), (list.SubmittedBy, "提交人"))]);
}

/// <summary>Nobody is paid in cash: everyone who isn't paid with the salary has a card.</summary>
internal sealed class FeeCardsGate(FeeCards cards) : FeeListGate(FeeListWorkflow.Hand, "转账银行卡")
{
    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, FeeList list)
    {
        var lines = await FeeLineRepository.OfAsync(step.Session, list.Id);
        return [.. CardRule.Check(lines, (await cards.MaskedAsync(step.Session, lines)).Keys.ToHashSet())];
    }
}

/// <summary>A claim needs a budget line, and what was approved is what is claimed.</summary>
[RestsOn("BJTU:38", How = "发放表按核定时的数字生成报销单，列明预算科目")]
internal sealed class FeeBudgetGate(KindTable kinds) : FeeListGate(FeeListWorkflow.Hand, "列支科目与核定数字")
{
    public const string NoBudget = "lecture-fees.no-budget";
    public const string Changed = "lecture-fees.changed";

    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, FeeList list)
    {
        var findings = new List<Finding>();
        if (list.FundLineId is { } id && await FundLineRepository.FindAsync(step.Session, id) is { } line)
        {
            findings.AddRange(FeeUseRule.Check(kinds, list.Kind, line));
        }
        else
        {
            findings.Add(Finding.Block(NoBudget, "请先在“列支科目”里选择预算科目。", "BJTU:38"));
        }
        if (FreshListRule.Hash(await FeeLineRepository.OfAsync(step.Session, list.Id)) != list.Snapshot)
        {
            findings.Add(Finding.Block(Changed, "表上的数字与核定时的摘要不一致，请退回重新核定。", "BJTU:38"));
        }
        return findings;
    }
}

/// <summary>Between approval and the claim the month may have changed.</summary>
internal sealed class FeeMonthGate(FeeMonths months, TimeProvider clock) : FeeListGate(FeeListWorkflow.Hand, "发放月份与税款")
{
    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, FeeList list) => months.CheckAsync(step.Session, list, list.MonthOn(clock.Today()), isPaid: false);
}

/// <summary>A list comes back only when its claim no longer stands.</summary>
internal sealed class ClaimGoneGate() : FeeListGate(FeeListWorkflow.TakeBack, "报销单已作废或冲销")
{
    public const string Stands = "lecture-fees.claim-stands";

    protected override Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, FeeList list) => Task.FromResult<IReadOnlyList<Finding>>(
        list.ClaimState is ClaimStates.Cancelled or ClaimStates.Reversed ? [] : [Finding.Block(Stands, $"报销单 {list.ClaimNumber} 还在办理。请先作废或冲销报销单，再收回发放表。")]);
}

/// <summary>A list that another, already handed in, counts on isn't cancelled.</summary>
internal sealed class SharedHoursGate(FeeListStore store) : FeeListGate(FeeListWorkflow.Cancel, "共同学时另有发放")
{
    protected override async Task<IReadOnlyList<Finding>> FindingsAsync(StepContext step, FeeList list) => [.. SharedHoursRule.Check(await store.UnpaidWithoutAsync(step.Session, list.Id, []))];
}
