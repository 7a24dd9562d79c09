namespace CEBase.Funds.Standards;

/// <summary>A quota a person-day with the rule on long trainings.</summary>
/// <param name="Category">一类, 二类, 三类.</param>
/// <param name="PerDay">Yuan a person-day.</param>
/// <param name="FullDays">Days at the whole quota.</param>
/// <param name="LaterShare">Per cent of it for the days after.</param>
/// <param name="TravelDays">Arrival and departure count as training days, each at most so many.</param>
internal sealed record TrainingQuota(string Category, Cap PerDay, Cap FullDays, Cap LaterShare, Cap TravelDays)
{
    public Cap? Unknown => new[] { PerDay, FullDays, LaterShare, TravelDays }.FirstOrDefault(c => c.Value is null);

    /// <summary>Person-days of quota that one person has in so many days: whole up to the limit, a share of each day after it.</summary>
    public decimal Units(int days) => Math.Min(days, FullDays.Value!.Value) + (Math.Max(0, days - FullDays.Value.Value) * LaterShare.Value!.Value / 100m);

    /// <summary>Days that count: taught days with arrival and departure as far as they are allowed.</summary>
    public int Days(int taught, int arrival, int departure) =>
        taught + (int)Math.Min(arrival, TravelDays.Value!.Value) + (int)Math.Min(departure, TravelDays.Value!.Value);

    /// <summary>The quota of so many people over so many days.</summary>
    public Money Of(int persons, int days) => new((long)Math.Round(PerDay.Money!.Value.Fen * Units(days) * persons, MidpointRounding.AwayFromZero));
}

/// <summary>What a training or meeting costs besides its teachers keeps within the quota.</summary>
/// <param name="PersonDays">People times days; what is judged where only their product is told.</param>
/// <param name="Days">Days of the training, arrival and departure included.</param>
/// <param name="Cost">What is claimed.</param>
/// <param name="Quota">The quota of the day.</param>
internal sealed record QuotaFacts(decimal PersonDays, int Days, Money Cost, TrainingQuota Quota);

/// <summary>The person-day quota of a training; teachers' costs are outside it, and its items may be moved among each other inside the total.</summary>
[RestsOn("MOF540:quota", How = "参训人员食宿等按培训类别的人天定额核对，师资费另计")]
[RestsOn("MOF540:9", How = "超过三十天的天数按比例折算，报到、撤离各最多计一天")]
[RestsOn("NPU:19(7)", How = "食宿和培训费执行已有标准")]
internal static class QuotaRule
{
    public const string Over = "standard.quota-over";
    private static readonly string[] Articles = ["MOF540:quota", "MOF540:9"];

    public static IEnumerable<Finding> Check(QuotaFacts facts)
    {
        if (facts.Quota.Unknown is { } unknown)
        {
            yield return unknown.Unknown(Articles[0]);
            yield break;
        }
        var quota = facts.Quota;
        var share = facts.Days > quota.FullDays.Value ? quota.Units(facts.Days) / facts.Days : 1m;
        var cap = new Money((long)Math.Round(quota.PerDay.Money!.Value.Fen * facts.PersonDays * share, MidpointRounding.AwayFromZero));
        if (facts.Cost > cap)
        {
            var longer = share < 1 ? $"（共 {facts.Days} 天，第 {quota.FullDays.Value + 1} 天起按 {quota.LaterShare.Value}%）" : "";
            yield return Finding.Block(Over,
                $"{quota.Category}培训定额每人每天 {quota.PerDay.Money!.Value.InWords()} 元，{facts.PersonDays:0.##} 人天{longer}最多 {cap.InWords()} 元；本行 {facts.Cost.InWords()} 元，超出 {(facts.Cost - cap).InWords()} 元。", Articles);
        }
    }
}

/// <summary>A meeting is no training and has a quota of its own.</summary>
[RestsOn("MOF214:quota", How = "会议费按会议人天定额核对，不与培训定额混用")]
[RestsOn("NPU:19(7)", How = "会议费执行已有标准")]
internal static class MeetingRule
{
    public const string Over = "standard.meeting-over";

    public static IEnumerable<Finding> Check(string category, Cap perDay, decimal personDays, Money cost)
    {
        if (perDay.Money is not { } quota)
        {
            yield return perDay.Unknown("MOF214:quota");
            yield break;
        }
        var cap = new Money((long)Math.Round(quota.Fen * personDays, MidpointRounding.AwayFromZero));
        if (cost > cap)
        {
            yield return Finding.Block(Over, $"{category}会议定额每人每天 {quota.InWords()} 元，{personDays:0.##} 人天最多 {cap.InWords()} 元；本行 {cost.InWords()} 元，超出 {(cost - cap).InWords()} 元。", "MOF214:quota");
        }
    }
}
