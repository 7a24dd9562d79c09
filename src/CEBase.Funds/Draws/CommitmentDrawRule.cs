using CEBase.Funds.Commitments;
using CEBase.Funds.Expenses;

namespace CEBase.Funds.Draws;

/// <summary>A claim line with the commitment it draws from.</summary>
/// <param name="Line">The line.</param>
/// <param name="Commitment">What it names.</param>
/// <param name="Wanted">What the whole claim wants of it.</param>
/// <param name="Own">What this claim has drawn already.</param>
internal sealed record DrawFacts(ClaimLine Line, Commitment Commitment, Money Wanted, Money Own);

/// <summary>A claim draws from an approved commitment what is left of it, for what it was approved.</summary>
[RestsOn("NPU:19", How = "报销冲抵预占时，须是已批准的同一科目、同一班，不超过剩余金额；收款人不同的须复核")]
internal static class CommitmentDrawRule
{
    public const string NotOpen = "commitment.not-open";
    public const string OtherLine = "commitment.other-line";
    public const string OtherClass = "commitment.other-class";
    public const string Exceeded = "commitment.exceeded";
    public const string OtherPayee = "commitment.other-payee";

    public static IEnumerable<Finding> Check(DrawFacts facts)
    {
        var (line, commitment) = (facts.Line, facts.Commitment);
        if (!commitment.IsApproved && facts.Own == Money.Zero)
        {
            yield return Finding.Block(NotOpen, $"预占 {commitment.Number} 现在不能使用，它还没有批准，或已经关闭。请改选其他预占，或不用预占。", "NPU:19");
            yield break;
        }
        if (line.FundLineId != commitment.FundLineId)
        {
            yield return Finding.Block(OtherLine, $"预占 {commitment.Number} 在另一个预算科目上。请改列同一科目，或不用这个预占。", "NPU:19");
        }
        if (commitment.ClassId is { } served && line.ClassId != served)
        {
            yield return Finding.Block(OtherClass, $"预占 {commitment.Number} 是为 {commitment.ClassNo} 班批准的，只能用于该班。", "NPU:19", "NPU:20(3)");
        }
        if (facts.Wanted > commitment.Left + facts.Own)
        {
            yield return Finding.Block(Exceeded, $"预占 {commitment.Number} 还剩 {commitment.Left + facts.Own} 元，本单要用 {facts.Wanted} 元。超出部分请另列一行不用预占，或另行申请。", "NPU:19");
        }
        if (TextFold.Key(line.Payee) != TextFold.Key(commitment.Counterparty))
        {
            yield return Finding.Review(OtherPayee, $"预占 {commitment.Number} 的对方是“{commitment.Counterparty}”，这一行的收款人是“{line.Payee}”。请核实。", "NPU:19");
        }
    }
}
