using CEBase.Funds.Claims;

namespace CEBase.Funds.LectureFees;

/// <summary>Before the money of a claim made from a list goes, and when it has gone: is the tax that of the month of payment?</summary>
internal abstract class FeeClaimMonthGate(string step, FeeMonths months, TimeProvider clock) : StepGate<Claim>(Claim.RecordType, step, "发放月份与税款")
{
    protected override async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step, Claim record) => await FeeListRepository.OfClaimAsync(step.Db, record.Id) is not { } list ? []
        : await months.CheckAsync(step.Db, list, list.MonthOn(clock.Today()), isPaid: Step == ClaimWorkflow.Pay);
}

/// <summary>Before finance approves.</summary>
internal sealed class FinanceFeeMonthGate(FeeMonths months, TimeProvider clock) : FeeClaimMonthGate(ClaimWorkflow.FinanceApprove, months, clock);

/// <summary>Before the claim goes to the finance office.</summary>
internal sealed class HandFeeMonthGate(FeeMonths months, TimeProvider clock) : FeeClaimMonthGate(ClaimWorkflow.Hand, months, clock);

/// <summary>When payment is recorded, by the day on which it was paid.</summary>
internal sealed class PayFeeMonthGate(FeeMonths months, TimeProvider clock) : FeeClaimMonthGate(ClaimWorkflow.Pay, months, clock);
