using CEBase.Funds.Budgets;
using CEBase.Learning;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.Settlement;

/// <summary>The quota a person-day; null where nobody has set it.</summary>
/// <param name="Label">培训定额：三类.</param>
/// <param name="Yuan">Yuan a person-day.</param>
/// <param name="FullDays">Days at the whole quota.</param>
/// <param name="LaterShare">Per cent of it for the days after.</param>
internal sealed record PersonDayQuota(string Label, int Yuan, int FullDays, int LaterShare);

/// <summary>What a class cost and how many were there.</summary>
/// <param name="Running">Costs of running the class; teachers' costs and equipment are outside the quota.</param>
/// <param name="Days">Learners by day, from the confirmed attendance.</param>
/// <param name="Quota">The quota.</param>
/// <param name="OpenClaims">Claims not yet paid or ended.</param>
internal sealed record SettlementFacts(Money Running, IReadOnlyList<DayAttendance> Days, PersonDayQuota? Quota, int OpenClaims)
{
    public int PersonDays => Days.Sum(d => d.Learners);

    /// <summary>Cost a person-day, or null while no attendance is confirmed.</summary>
    public Money? PerPersonDay => PersonDays == 0 ? null : new Money((long)Math.Round((decimal)Running.Fen / PersonDays, MidpointRounding.AwayFromZero));

    /// <summary>What the quota allows in all, or null while it or the attendance is unknown.</summary>
    public Money? Allowed => Quota is null || PersonDays == 0 ? null : new Money((long)Math.Round(
        Days.Index().Sum(d => d.Item.Learners * (decimal)Quota.Yuan * 100 * (d.Index < Quota.FullDays ? 1 : Quota.LaterShare / 100m)), MidpointRounding.AwayFromZero));

    /// <summary>Uses that the quota is about.</summary>
    public static bool IsRunning(string useCode) => useCode == UseItems.ClassCosts;
}

/// <summary>A class is settled when its claims are, within the quota.</summary>
[RestsOn("BJTU:38", How = "全部报销办结后再办理班级决算，由班主任、财务和负责人依次签字")]
[RestsOn("MOF540:quota", How = "按实到人天核算办班成本，超过综合定额的须说明")]
[RestsOn("MOF540:9", How = "第三十天以后的人天按比例折算定额")]
internal static class SettlementRule
{
    public const string Open = "settlement.claims-open";
    public const string OverQuota = "settlement.over-quota";
    public const string NoAttendance = "settlement.no-attendance";
    public const string Nothing = "settlement.nothing";

    public static IEnumerable<Finding> Check(SettlementFacts facts, bool isEmpty)
    {
        if (isEmpty)
        {
            yield return Finding.Block(Nothing, "这个班没有经费往来，不需要办理决算。", "BJTU:38");
            yield break;
        }
        if (facts.OpenClaims > 0)
        {
            yield return Finding.Block(Open, $"还有 {facts.OpenClaims} 张报销单没有付款或结束。请办结后再提交决算。", "BJTU:38");
        }
        if (facts.PersonDays == 0)
        {
            yield return Finding.Review(NoAttendance, "没有确认的考勤，不能核算人天成本。请先确认考勤，或说明原因。", "MOF540:quota");
        }
        else if (facts is { Allowed: { } allowed, Quota: { } quota } && facts.Running > allowed)
        {
            yield return Finding.Review(OverQuota,
                $"办班成本 {facts.Running} 元，{facts.PersonDays} 人天，每人天 {facts.PerPersonDay} 元；{quota.Label} {quota.Yuan} 元，合计不超过 {allowed} 元，超出 {facts.Running - allowed} 元。请说明原因。", "MOF540:quota", "MOF540:9");
        }
    }
}
