namespace CEBase.Projects.Contracts;

/// <summary>What a day of signing is judged by.</summary>
/// <param name="SignedOn">The day as written on the paper.</param>
/// <param name="NegotiatedOn">The recorded negotiation.</param>
/// <param name="StartsOn">First day of the class: the earlier of contract and project.</param>
/// <param name="ScanUploadedOn">Day on which the signed paper was uploaded.</param>
/// <param name="Today">The day of the judgement.</param>
internal sealed record SigningFacts(DateOnly? SignedOn, DateOnly NegotiatedOn, DateOnly StartsOn, DateOnly? ScanUploadedOn, DateOnly Today);

/// <summary>A contract is signed before the class starts and is not back-dated.</summary>
[RestsOn("BJTU:9", How = "签订日早于开班日；早于洽谈日或晚于上传日的须写明理由；开班后不得补登")]
internal static class SigningDayRule
{
    public const string Missing = "contract.signing-day-missing";
    public const string NotBeforeStart = "contract.signed-not-before-start";
    public const string RecordedAfterStart = "contract.recorded-after-start";
    public const string RecordedOnStart = "contract.recorded-on-start";
    public const string InFuture = "contract.signed-in-future";
    public const string BeforeNegotiation = "contract.signed-before-negotiation";
    public const string AfterScan = "contract.signed-after-scan";
    public const string NoScan = "contract.scan-missing";

    public static IEnumerable<Finding> Check(SigningFacts facts)
    {
        if (facts.Today > facts.StartsOn)
        {
            yield return Finding.Block(RecordedAfterStart, $"开班日 {facts.StartsOn.InTable()} 已过，不能再登记签订。合同应在开班前签订并登记，不得补签倒签。", "BJTU:9");
        }
        else if (facts.Today == facts.StartsOn)
        {
            yield return Finding.Review(RecordedOnStart, "今天就是开班日，请说明为什么到开班当天才登记签订。", "BJTU:9");
        }
        if (facts.ScanUploadedOn is null)
        {
            yield return Finding.Block(NoScan, "还没有上传签字盖章的合同扫描件。", "BJTU:9");
        }
        if (facts.SignedOn is not { } signed)
        {
            yield return Finding.Block(Missing, "还没有填写签订日，请按合同上写的日期填写。", "BJTU:9");
            yield break;
        }
        if (signed > facts.Today)
        {
            yield return Finding.Block(InFuture, $"签订日 {signed.InTable()} 还没有到，请按合同上写的日期填写。", "BJTU:9");
        }
        if (signed >= facts.StartsOn)
        {
            yield return Finding.Block(NotBeforeStart, $"签订日 {signed.InTable()} 不早于开班日 {facts.StartsOn.InTable()}。合同应在开班前签订。", "BJTU:9");
        }
        if (signed < facts.NegotiatedOn)
        {
            yield return Finding.Review(BeforeNegotiation, $"签订日 {signed.InTable()} 早于登记的洽谈日 {facts.NegotiatedOn.InTable()}，像是倒签。请核对日期，或写明理由。", "BJTU:9");
        }
        if (facts.ScanUploadedOn is { } uploaded && signed > uploaded)
        {
            yield return Finding.Review(AfterScan, $"签订日 {signed.InTable()} 晚于扫描件的上传日 {uploaded.InTable()}，上传时合同还没有签订。请核对日期，或写明理由。", "BJTU:9");
        }
    }
}
