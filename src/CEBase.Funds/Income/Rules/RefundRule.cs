using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.Income.Rules;

/// <summary>Why money goes back.</summary>
internal enum RefundGround
{
    /// <summary>The learner left before the first day.</summary>
    BeforeStart,

    /// <summary>The learner left when the class had begun.</summary>
    AfterStart,

    /// <summary>The class isn't held.</summary>
    ClassCancelled,

    /// <summary>The contract was changed to a lower price than the client has paid.</summary>
    ContractReduced,
}

/// <summary>What a refund is computed from.</summary>
internal sealed record RefundFacts
{
    public RefundGround Ground { get; init; }

    /// <summary>Received and not paid back yet.</summary>
    public Money Kept { get; init; }

    /// <summary>Percent given back before the start.</summary>
    public int BeforeShare { get; init; } = 100;

    /// <summary>Hours of the class.</summary>
    public StudyHours Total { get; init; }

    /// <summary>Hours taught before the learner left.</summary>
    public StudyHours Taught { get; init; }

    /// <summary>Percent given back of the fee for hours not taught.</summary>
    public int UntaughtShare { get; init; } = 100;

    /// <summary>Once more than so many percent of the hours were taught, nothing is given back.</summary>
    public int Cutoff { get; init; } = 50;

    /// <summary>What the client has paid above the contract's price of today.</summary>
    public Money AboveContract { get; init; }
}

/// <summary>What goes back, with the arithmetic in words.</summary>
internal sealed record RefundSum(Money Amount, string Basis);

/// <summary>Refunds are computed; nobody types an amount.</summary>
[RestsOn("BJTU:35", How = "退费按规则计算：停班全退，开班前按比例，开班后按未授学时，合同减价退差额")]
internal static class RefundRule
{
    public const string StillSeated = "refund.still-seated";
    public const string NothingKept = "refund.nothing-kept";
    public const string NothingDue = "refund.nothing-due";
    public const string Exceeds = "refund.exceeds";
    public const string InvoiceFirst = "refund.invoice-first";
    public const string VoucherMissing = "refund.voucher-missing";

    /// <summary>The sum by rule; zero with the reason when nothing is due.</summary>
    public static RefundSum Of(RefundFacts facts)
    {
        switch (facts.Ground)
        {
            case RefundGround.ClassCancelled:
                return new RefundSum(facts.Kept, $"培训班取消，全额退还已收 {facts.Kept} 元。");
            case RefundGround.ContractReduced:
                return new RefundSum(Least(facts.Kept, facts.AboveContract), $"合同变更后多收 {facts.AboveContract} 元，退还差额。");
            case RefundGround.BeforeStart:
                return new RefundSum(Share(facts.Kept, facts.BeforeShare, 100), $"开班前退班，按已收 {facts.Kept} 元的 {facts.BeforeShare}% 退还。");
        }
        var (total, taught) = (facts.Total.Tenths, Math.Clamp(facts.Taught.Tenths, 0, Math.Max(facts.Total.Tenths, 0)));
        if (total <= 0)
        {
            return new RefundSum(Money.Zero, "本班没有课程表，算不出未授学时，请先补录课程表。");
        }
        if (taught * 100L > (long)facts.Cutoff * total)
        {
            return new RefundSum(Money.Zero, $"退班时已授 {facts.Taught} 学时，超过总学时 {facts.Total} 的 {facts.Cutoff}%，按规则不退费。");
        }
        var amount = Share(facts.Kept, (long)(total - taught) * facts.UntaughtShare, total * 100L);
        return new RefundSum(amount, $"开班后退班，总 {facts.Total} 学时，已授 {facts.Taught} 学时，按未授学时的 {facts.UntaughtShare}% 退还。");
    }

    /// <summary>Whether a refund may be asked for at all.</summary>
    /// <param name="hasLeft">The bill was ended: seat given up or class cancelled; always true for a client.</param>
    /// <param name="kept">Received and not paid back yet.</param>
    /// <param name="sum">What the rule gives.</param>
    public static IEnumerable<Finding> Check(bool hasLeft, Money kept, RefundSum sum)
    {
        if (kept <= Money.Zero)
        {
            yield return Finding.Block(NothingKept, "这张缴费通知没有可退的款项。", "BJTU:35");
        }
        else if (!hasLeft)
        {
            yield return Finding.Block(StillSeated, "学员仍在班，不能退费。请先办理退班。", "BJTU:35");
        }
        else if (sum.Amount <= Money.Zero)
        {
            yield return Finding.Block(NothingDue, sum.Basis, "BJTU:35");
        }
        else if (sum.Amount > kept)
        {
            yield return Finding.Block(Exceeds, $"应退 {sum.Amount} 元，超过尚存的 {kept} 元。", "BJTU:35");
        }
    }

    /// <summary>Takes whole fen, rounding what the payer gets down, so that no rounding pays out more than was received.</summary>
    private static Money Share(Money of, long part, long whole) => new((long)((decimal)of.Fen * part / whole));

    private static Money Least(Money a, Money b) => a < b ? a : b;
}
