namespace CEBase.Funds.Reconciliation;

/// <summary>Which of a few amounts add up to a sum: all of them if they do, else the fewest.</summary>
internal static class SubsetSum
{
    private const int Maximum = 16;

    /// <summary>Positions, or null when nothing adds up.</summary>
    public static IReadOnlyList<int>? Find(IReadOnlyList<long> amounts, long sum)
    {
        if (amounts.Sum() == sum)
        {
            return [.. Enumerable.Range(0, amounts.Count)];
        }
        if (amounts.Count > Maximum)
        {
            return null;
        }
        return Enumerable.Range(1, (1 << amounts.Count) - 1)
            .Where(set => Members(set, amounts.Count).Sum(i => amounts[i]) == sum)
            .OrderBy(int.PopCount).Select(set => (IReadOnlyList<int>)[.. Members(set, amounts.Count)]).FirstOrDefault();
    }

    private static IEnumerable<int> Members(int set, int count) => Enumerable.Range(0, count).Where(i => (set & (1 << i)) != 0);
}
