namespace CEBase.Catalogue.Classes.Rules;

/// <summary>Group caps fit the seats they share.</summary>
internal static class QuotaRule
{
    public const string OverCapacity = "quota.over-capacity";
    public const string Unreachable = "quota.unreachable-seats";
    public const string SameGroup = "quota.same-group";

    public static IEnumerable<Finding> Check(int capacity, IReadOnlyList<SeatQuota> quotas)
    {
        var sum = quotas.Sum(q => (long)q.Seats);
        if (sum > capacity)
        {
            yield return Finding.Block(OverCapacity, $"各组名额合计 {sum} 人，超过座位 {capacity} 个，请减少名额或增加座位。");
        }
        if (sum < capacity && quotas.Any(q => q.Employer is null))
        {
            yield return Finding.Review(Unreachable, $"各组名额合计 {sum} 人，座位有 {capacity} 个，多出的 {capacity - sum} 个谁也报不上。请补足名额，或说明留座的原因。");
        }
        foreach (var twice in quotas.GroupBy(q => q.Employer ?? "").Where(g => g.Count() > 1))
        {
            yield return Finding.Block(SameGroup, twice.Key.Length == 0 ? "“其他单位”只能有一组名额。" : $"“{twice.Key}”有两组名额，请并成一组。");
        }
    }
}
