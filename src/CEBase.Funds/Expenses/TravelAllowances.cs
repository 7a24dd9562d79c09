namespace CEBase.Funds.Expenses;

/// <summary>Lump sums of travel (伙食补助, 市内交通补助): paid by the day, so no invoice proves them.</summary>
internal static class TravelAllowances
{
    /// <summary>Name of the standard for board.</summary>
    public const string Meals = "travel.meal-allowance";

    /// <summary>Name of the standard for transport in town.</summary>
    public const string Transport = "travel.city-transport";

    /// <summary>Which lump sums a description names, as names of their standards; none when it names a real cost.</summary>
    public static IReadOnlyList<string> Of(string description)
    {
        bool Has(string word) => description.Contains(word, StringComparison.Ordinal);
        if (!(Has("补助") || Has("补贴") || Has("包干")))
        {
            return [];
        }
        var (meals, transport) = (Has("伙") || Has("餐"), Has("交通"));
        return meals == transport ? [Meals, Transport] : meals ? [Meals] : [Transport];
    }

    /// <summary>Whether a line is one.</summary>
    public static bool Is(ClaimLine line) => line.Kind == LineKind.Travel && Of(line.Description).Count > 0;

    public static string Label(IReadOnlyCollection<string> names) => string.Join("和", names.Distinct().Select(n => n == Meals ? "伙食补助" : "市内交通补助"));
}
