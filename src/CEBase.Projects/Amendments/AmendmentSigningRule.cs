using CEBase.Projects.Contracts;

namespace CEBase.Projects.Amendments;

/// <summary>What an amendment of a signed contract must have before it counts.</summary>
[RestsOn("BJTU:11", How = "补充协议须有变更内容、签订日和扫描件，签订日不早于原合同")]
internal static class AmendmentSigningRule
{
    public const string ChangesNothing = "amendment.changes-nothing";
    public const string ContractNotSigned = "amendment.contract-not-signed";
    public const string Missing = "amendment.signing-day-missing";
    public const string InFuture = "amendment.signed-in-future";
    public const string BeforeContract = "amendment.before-contract";
    public const string NoScan = "amendment.scan-missing";
    public const string AfterScan = "amendment.signed-after-scan";
    public const string DaysReversed = "amendment.days-reversed";

    /// <param name="amendment">The amendment.</param>
    /// <param name="contract">Its contract.</param>
    /// <param name="after">The terms as they will be.</param>
    /// <param name="today">The day of the judgement.</param>
    public static IEnumerable<Finding> Check(Amendment amendment, Contract contract, ContractTerms after, DateOnly today)
    {
        if (contract.State != ContractStates.Signed)
        {
            yield return Finding.Block(ContractNotSigned, "原合同不在“已签订”状态，不能再签补充协议。", "BJTU:11");
        }
        if (!amendment.ChangesSomething)
        {
            yield return Finding.Block(ChangesNothing, "补充协议没有改变班期、人数或价格，请填写要变更的内容。", "BJTU:11");
        }
        if (after.StartsOn > after.EndsOn)
        {
            yield return Finding.Block(DaysReversed, "变更后的开始日晚于结束日，请更正。", "BJTU:11");
        }
        if (amendment.ScanUploadedAt is null)
        {
            yield return Finding.Block(NoScan, "还没有上传签字盖章的补充协议扫描件。", "BJTU:11");
        }
        if (amendment.SignedOn is not { } signed)
        {
            yield return Finding.Block(Missing, "还没有填写补充协议的签订日。", "BJTU:11");
            yield break;
        }
        if (signed > today)
        {
            yield return Finding.Block(InFuture, $"签订日 {signed.InTable()} 还没有到，请按补充协议上写的日期填写。", "BJTU:11");
        }
        if (contract.SignedOn is { } first && signed < first)
        {
            yield return Finding.Block(BeforeContract, $"补充协议的签订日 {signed.InTable()} 早于原合同的签订日 {first.InTable()}，请更正。", "BJTU:11");
        }
        if (amendment.ScanUploadedAt is { } uploaded && signed > uploaded.ChinaDay())
        {
            yield return Finding.Review(AfterScan, $"签订日 {signed.InTable()} 晚于扫描件的上传日 {uploaded.ChinaDay().InTable()}。请核对日期，或写明理由。", "BJTU:11");
        }
    }
}
