namespace CEBase.Funds.Claims;

/// <summary>A payment as finance records it.</summary>
/// <param name="Voucher">The finance office's voucher; empty before it is known.</param>
/// <param name="PaidOn">The day of payment, or null.</param>
/// <param name="Today">Today.</param>
internal sealed record PaymentFacts(string Voucher, DateOnly? PaidOn, DateOnly Today)
{
    /// <summary>The day of finance's approval; null where it is not known.</summary>
    public DateOnly? ApprovedOn { get; init; }

    /// <summary>The month of the payment was signed by both sides and is closed.</summary>
    public bool IsMonthClosed { get; init; }

    /// <summary>Other claims of the fund with the same voucher on the same day.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    public static async Task<PaymentFacts> OfAsync(DbScope db, Claim claim, DateOnly today) => new(claim.Voucher, claim.PaidOn, today)
    {
        ApprovedOn = claim.ApprovedOn,
        IsMonthClosed = claim.PaidOn is { } day && await db.ScalarAsync<long>("SELECT count(*) FROM reconciliation_month WHERE month = @month AND state = 'closed'", new { month = $"{day:yyyy-MM}" }) > 0,
        Others = [.. (await db.QueryAsync<Claim>($"{ClaimRepository.Select} WHERE k.fund_id = @FundId AND k.id <> @Id AND k.paid_on = @PaidOn ORDER BY k.id", new { claim.FundId, claim.Id, claim.PaidOn }))
            .Where(c => c.Voucher.Length > 0 && TextFold.Key(c.Voucher) == TextFold.Key(claim.Voucher)).Select(c => c.Number)],
    };
}

/// <summary>Payment is recorded with the finance office's voucher and a day on which it can have been made, by which the two books are compared.</summary>
[RestsOn("NPU:19", How = "付款须登记财务处凭证号和付款日期：不早于财务审批，不晚于今天，不在已结账的月份，供对账")]
internal static class PaymentRule
{
    public const string Missing = "claim.voucher-missing";
    public const string Future = "claim.paid-in-future";
    public const string BeforeApproval = "claim.paid-before-approval";
    public const string MonthClosed = "claim.paid-in-closed-month";
    public const string VoucherTwice = "claim.voucher-twice";

    public static IEnumerable<Finding> Check(PaymentFacts facts)
    {
        if (facts.Voucher.Length == 0 || facts.PaidOn is not { } day)
        {
            yield return Finding.Block(Missing, "请先在“财务处凭证”里填写凭证号和付款日期，再登记付款。", "NPU:19");
            yield break;
        }
        if (day > facts.Today)
        {
            yield return Finding.Block(Future, $"付款日期 {day.InTable()} 晚于今天。请填写实际付款的日期。", "NPU:19");
        }
        if (day < facts.ApprovedOn)
        {
            yield return Finding.Block(BeforeApproval, $"付款日期 {day.InTable()} 早于财务审批的 {facts.ApprovedOn.Value.InTable()}，审批之前不能付款。请核对凭证上的日期。", "NPU:19");
        }
        if (facts.IsMonthClosed)
        {
            yield return Finding.Block(MonthClosed, $"{day:yyyy-MM} 的对账双方已签字结账，不能再记入付款。请核对凭证上的日期。", "NPU:19");
        }
        if (facts.Others.Count > 0)
        {
            yield return Finding.Review(VoucherTwice, $"凭证 {facts.Voucher} 在 {day.InTable()} 已登记在 {string.Join("、", facts.Others)} 上。一张凭证付几张报销单的，请写明；否则请更正凭证号。", "NPU:19");
        }
    }
}
