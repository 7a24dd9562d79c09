namespace CEBase.Income.Bills;

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

    /// <summary>The fee of the bill, whatever of it was paid.</summary>
    public Money Fee { get; init; }

    /// <summary>Received and not paid back yet.</summary>
    public Money Kept { get; init; }

    /// <summary>Percent of the fee not asked of who leaves before the start.</summary>
    public int BeforeShare { get; init; } = 100;

    /// <summary>Hours of the class.</summary>
    public StudyHours Total { get; init; }

    /// <summary>Hours taught before the learner left.</summary>
    public StudyHours Taught { get; init; }

    /// <summary>Percent of the fee for hours not taught that isn't asked.</summary>
    public int UntaughtShare { get; init; } = 100;

    /// <summary>Once more than so many percent of the hours were taught, the whole fee is owed.</summary>
    public int Cutoff { get; init; } = 50;

    /// <summary>What the client has paid above the contract's price of today.</summary>
    public Money AboveContract { get; init; }
}

/// <summary>What goes back, with the arithmetic in words.</summary>
/// <param name="Amount">What was paid above what is owed.</param>
/// <param name="Basis">The arithmetic.</param>
internal sealed record RefundSum(Money Amount, string Basis)
{
    /// <summary>What a learner who has left owes of the fee; null where it can't be told, and for a client.</summary>
    public Money? Owed { get; init; }
}

/// <summary>Refunds are computed; nobody types an amount.</summary>
[RestsOn("BJTU:35", How = "退费按规则计算：停班全退；退班的先算应缴，开班前按比例、开班后按已授学时，已缴多于应缴的退差额，少于应缴的仍欠差额；合同减价退差额")]
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
                return new RefundSum(facts.Kept, $"培训班取消，全额退还已收 {facts.Kept} 元。") { Owed = Money.Zero };
            case RefundGround.ContractReduced:
                return new RefundSum(Least(facts.Kept, facts.AboveContract), $"合同变更后多收 {facts.AboveContract} 元，退还差额。");
            case RefundGround.BeforeStart:
                return Settle(facts, facts.Fee - Share(facts.Fee, facts.BeforeShare, 100), $"开班前退班，收费 {facts.Fee} 元按 {facts.BeforeShare}% 免收");
        }
        var (total, taught) = (facts.Total.Tenths, Math.Clamp(facts.Taught.Tenths, 0, Math.Max(facts.Total.Tenths, 0)));
        if (total <= 0)
        {
            return new RefundSum(Money.Zero, "本班没有课程表，算不出已授学时，请先补录课程表。");
        }
        if (taught * 100L > (long)facts.Cutoff * total)
        {
            return Settle(facts, facts.Fee, $"退班时已授 {facts.Taught} 学时，超过总学时 {facts.Total} 的 {facts.Cutoff}%，按规则不免收");
        }
        return Settle(facts, facts.Fee - Share(facts.Fee, (long)(total - taught) * facts.UntaughtShare, total * 100L),
            $"开班后退班，收费 {facts.Fee} 元，总 {facts.Total} 学时，已授 {facts.Taught} 学时，未授学时的收费按 {facts.UntaughtShare}% 免收");
    }

    /// <summary>The difference between what was paid and what is owed, either way.</summary>
    private static RefundSum Settle(RefundFacts facts, Money owed, string how)
    {
        var sum = $"{how}：应缴 {owed} 元，已缴 {facts.Kept} 元，";
        return new RefundSum(facts.Kept > owed ? facts.Kept - owed : Money.Zero, sum + (facts.Kept > owed ? $"退还 {facts.Kept - owed} 元。" : facts.Kept < owed ? $"尚欠 {owed - facts.Kept} 元。" : "不退不补。")) { Owed = owed };
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

    /// <summary>Takes whole fen, rounding what isn't asked of the payer down, so that no rounding pays out more than was received.</summary>
    private static Money Share(Money of, long part, long whole) => new((long)((decimal)of.Fen * part / whole));

    private static Money Least(Money a, Money b) => a < b ? a : b;
}
