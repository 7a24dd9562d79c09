using CEBase.Funds.Claims;

namespace CEBase.Funds.Reconciliation;

/// <summary>Nothing is dated in a month whose reconciliation is signed.</summary>
[RestsOn("BJTU:38", How = "已签字的月份不再登记付款或冲销，两边核对过的数不再变动")]
internal static class ClosedMonthRule
{
    public const string Id = "funds.month-closed";

    /// <summary>Findings on something about to be dated.</summary>
    /// <param name="what">付款日期, 冲销日期.</param>
    /// <param name="day">Its day.</param>
    /// <param name="isClosed">Whether the month is signed.</param>
    /// <param name="remedy">What to do, as a sentence.</param>
    public static IEnumerable<Finding> Judge(string what, DateOnly day, bool isClosed, string remedy)
    {
        if (isClosed)
        {
            yield return Finding.Block(Id, $"{what} {day.InTable()} 所在的月份已与财务处对账签字，不再记账。{remedy}", "BJTU:38");
        }
    }
}

/// <summary>A claim isn't paid in a signed month, whenever its voucher was written down.</summary>
internal sealed class PayMonthGate() : StepGate<Claim>(Claim.RecordType, ClaimWorkflow.Pay, "付款月份未结账")
{
    protected override async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step, Claim record) => record.PaidOn is not { } day ? []
        : [.. ClosedMonthRule.Judge("付款日期", day, await ClosedMonths.IsClosedAsync(step.Db, day), "请核对付款日期；确属该月的，先由财务退回该月核对。")];
}

/// <summary>A claim isn't reversed in a signed month: the reversal is dated on the day on which it is approved.</summary>
internal sealed class ReverseMonthGate(TimeProvider clock) : StepGate<Claim>(Claim.RecordType, ClaimWorkflow.Reverse, "冲销月份未结账")
{
    protected override async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step, Claim record) =>
        [.. ClosedMonthRule.Judge("冲销日期", clock.Today(), await ClosedMonths.IsClosedAsync(step.Db, clock.Today()), "请在下月办理，或先由财务退回本月核对。")];
}
