using CEBase.Funds.Standards;

namespace CEBase.Funds.Settlement;

/// <summary>What a claim adds to a class's costs under the quota.</summary>
/// <param name="ClassNo">The class.</param>
/// <param name="Quota">Its people by day and the standard.</param>
/// <param name="Elsewhere">What other claims that were handed in hold, from whatever fund.</param>
/// <param name="Here">What this claim wants.</param>
/// <param name="IsPublicMoney">The grant or budget money pays, so that the quota binds; otherwise training income does.</param>
internal sealed record ClassQuotaFacts(string ClassNo, ClassQuota Quota, Money Elsewhere, Money Here, bool IsPublicMoney);

/// <summary>
/// All of a class's lodging, board, venue, materials, transport and other costs together keep within its person-days times the quota; they may
/// be moved among each other inside it. Before attendance is confirmed, those admitted and the planned days are only an expectation.
/// </summary>
[RestsOn("MOF540:quota", How = "一个班各报销单的食宿、场地、资料、交通等费用合计，按确认的人天和定额核对；财政和专项经费超过的停止，培训收入超过的复核")]
[RestsOn("MOF540:9", How = "三十天以后的天数按比例折算，报到、撤离各最多计一天")]
[RestsOn("NPU:19(7)", How = "食宿和培训费执行已有标准")]
internal static class ClassQuotaRule
{
    public const string Over = "class.quota-over";
    public const string NobodyYet = "class.quota-nobody";
    private static readonly string[] Articles = ["MOF540:quota", "MOF540:9"];

    public static IEnumerable<Finding> Check(ClassQuotaFacts facts)
    {
        var (classNo, quota, elsewhere, here, _) = facts;
        if (here <= Money.Zero)
        {
            yield break;
        }
        var sheet = $"/console/classes/{classNo}/settlement#quota";
        if (quota.Standard.Unknown is { } unknown)
        {
            yield return unknown.Unknown(Articles[0]);
            yield break;
        }
        if (quota.Allowed is not { } allowed)
        {
            yield return Finding.Review(NobodyYet, $"{classNo} 班还没有录取学员，也没有确认的考勤，无法按人天定额核对食宿等费用 {here.InWords()} 元。请先办理录取或确认考勤；先行支付的，请写明依据。", Articles) with { Remedy = sheet };
            yield break;
        }
        if (elsewhere + here <= allowed)
        {
            yield break;
        }
        var sum = elsewhere > Money.Zero ? $"其他报销单已列 {elsewhere.InWords()} 元，本单 {here.InWords()} 元，合计 {(elsewhere + here).InWords()} 元" : $"本单 {here.InWords()} 元";
        var counted = quota.IsConfirmed ? "确认的考勤" : "录取人数和课表（考勤还没有全部确认）";
        var sentence = $"{classNo} 班食宿、场地、资料、交通等费用：{sum}。按{counted}共 {quota.PersonDaysInWords}，{quota.StandardInWords}，最多 {allowed.InWords()} 元，超出 {(elsewhere + here - allowed).InWords()} 元。请核减费用；人天不对的，先更正考勤或决算页的报到、撤离天数。";
        yield return (quota.IsConfirmed && facts.IsPublicMoney ? Finding.Block(Over, sentence, Articles) : Finding.Review(Over, sentence, Articles)) with { Remedy = sheet };
    }
}
