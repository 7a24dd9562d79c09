namespace CEBase.Projects.Parts;

/// <summary>Units that work together agree on shares: the lead's among them, all of them the whole.</summary>
[RestsOn("BJTU:8", How = "多单位合办由主办单位牵头，主办和协办的分配比例合计须为 100%")]
internal static class SharesRule
{
    public const int Whole = 10000;
    public const string Total = "shares.total";
    public const string LeadMissing = "shares.lead-missing";

    /// <summary>No shares at all means that the lead works alone.</summary>
    public static IEnumerable<Finding> Check(long leadId, IReadOnlyList<UnitShare> shares)
    {
        if (shares.Count == 0)
        {
            yield break;
        }
        if (shares.All(s => s.UnitId != leadId))
        {
            yield return Finding.Block(LeadMissing, "已登记合办单位，但主办单位自己的分配比例没有填写。", "BJTU:8");
        }
        var total = shares.Sum(s => s.BasisPoints);
        if (total != Whole)
        {
            yield return Finding.Block(Total, $"主办和协办单位的分配比例合计是 {total / 100m:0.##}%，应正好是 100%。", "BJTU:8");
        }
    }
}
