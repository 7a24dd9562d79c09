namespace CEBase.Funds.Settlement;

/// <summary>What a class cost and how many were there.</summary>
/// <param name="Running">Costs under the quota, from whatever fund.</param>
/// <param name="Quota">People by day as attendance confirms them, with the standard.</param>
/// <param name="OpenClaims">Claims on their way: handed in or returned, not yet paid or ended.</param>
/// <param name="Drafts">Claims that nobody has handed in.</param>
internal sealed record SettlementFacts(Money Running, ClassQuota Quota, int OpenClaims, int Drafts = 0)
{
    /// <summary>Cost a person-day, or null while no attendance is confirmed.</summary>
    public Money? PerPersonDay => Quota.PerPersonDay(Running);
}

/// <summary>A class is settled when its claims are, within the quota.</summary>
[RestsOn("BJTU:38", How = "全部报销办结后再办理班级决算，由班主任、财务和负责人依次签字")]
[RestsOn("MOF540:quota", How = "按实到人天核算办班成本，超过综合定额的须说明")]
[RestsOn("MOF540:9", How = "第三十天以后的人天按比例折算定额，报到、撤离各最多计一天")]
internal static class SettlementRule
{
    public const string Open = "settlement.claims-open";
    public const string Drafts = "settlement.drafts";
    public const string OverQuota = "settlement.over-quota";
    public const string NoAttendance = "settlement.no-attendance";
    public const string Nothing = "settlement.nothing";
    public const string Changed = "settlement.changed";

    /// <param name="facts">The facts.</param>
    /// <param name="isEmpty">No cost, no budget, no bill.</param>
    public static IEnumerable<Finding> Check(SettlementFacts facts, bool isEmpty)
    {
        if (isEmpty)
        {
            yield return Finding.Block(Nothing, "这个班没有报销、预算和收费，不需要办理决算。", "BJTU:38");
            yield break;
        }
        if (facts.OpenClaims > 0)
        {
            yield return Finding.Block(Open, $"还有 {facts.OpenClaims} 张报销单没有付款或结束。请办结后再提交决算。", "BJTU:38");
        }
        if (facts.Drafts > 0)
        {
            yield return Finding.Note(Drafts, $"另有 {facts.Drafts} 张草稿没有提交，不计入决算；签字后不能再为这个班报销，不用的请作废。", "BJTU:38");
        }
        var quota = facts.Quota;
        if (facts.Running == Money.Zero)
        {
            yield break;
        }
        if (quota.Standard.Unknown is { } unknown)
        {
            yield return unknown.Unknown("MOF540:quota");
        }
        if (quota.PersonDays == 0)
        {
            yield return Finding.Review(NoAttendance, "没有确认的考勤，不能核算人天成本。请先确认考勤，或说明原因。", "MOF540:quota");
        }
        else if (quota.Allowed is { } allowed && facts.Running > allowed)
        {
            yield return Finding.Review(OverQuota,
                $"办班成本 {facts.Running} 元，{quota.PersonDaysInWords}，每人天 {facts.PerPersonDay} 元；{quota.StandardInWords}，合计不超过 {allowed} 元，超出 {facts.Running - allowed} 元。请说明原因。", "MOF540:quota", "MOF540:9");
        }
    }

    /// <summary>What is signed is what was handed in.</summary>
    /// <param name="changes">What has changed since.</param>
    public static IEnumerable<Finding> Unchanged(IReadOnlyList<string> changes)
    {
        if (changes.Count > 0)
        {
            yield return Finding.Block(Changed, $"提交后有变动：{string.Join("；", changes)}。请退回重新提交。", "BJTU:38");
        }
    }
}
