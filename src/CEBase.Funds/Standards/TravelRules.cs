using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>What an allowance for a journey is judged by.</summary>
/// <param name="What">伙食补助, 市内交通补助 or both.</param>
/// <param name="PerDay">Lump sum a natural day, one or two of them.</param>
/// <param name="Persons">People; 0 when not told.</param>
/// <param name="Days">Natural days, departure and return included.</param>
/// <param name="BoardDays">Days on which board was arranged; null when not told.</param>
/// <param name="Amount">What is claimed.</param>
internal sealed record AllowanceFacts(string What, IReadOnlyList<Cap> PerDay, int Persons, int Days, int? BoardDays, Money Amount);

/// <summary>Allowances are lump sums by natural day; days with arranged board have none.</summary>
[RestsOn("MOF531:allowance", How = "伙食和市内交通补助按自然日包干核对")]
[RestsOn("MOF531:arranged", How = "统一安排食宿的天数不发补助，只发在途天数")]
[RestsOn("MOF540:teacher-travel", How = "授课人的差旅按差旅费标准核对")]
[RestsOn("NPU:19(7)", How = "差旅费执行已有标准")]
internal static class TravelRule
{
    public const string Over = "standard.travel-over";
    public const string Incomplete = "standard.travel-facts";
    private static readonly string[] Articles = ["MOF531:allowance", "MOF531:arranged"];

    public static IEnumerable<Finding> Check(AllowanceFacts facts)
    {
        if (facts.PerDay.FirstOrDefault(c => c.Value is null) is { } unknown)
        {
            yield return unknown.Unknown(Articles[0]);
            yield break;
        }
        if (facts.Persons == 0 || facts.BoardDays is not { } board)
        {
            yield return Finding.Review(Incomplete, "没有写明人数和统一安排食宿的天数，无法核对补助。请在“标准核对”里填写；没有安排食宿的填 0。", Articles);
            yield break;
        }
        var days = Math.Max(0, facts.Days - board);
        var rate = facts.PerDay.Sum(c => c.Money!.Value);
        var cap = rate * (days * facts.Persons);
        if (facts.Amount > cap)
        {
            yield return Finding.Block(Over,
                $"{facts.What}每人每天 {rate.InWords()} 元，{facts.Persons} 人 {facts.Days} 天，其中统一安排食宿 {board} 天不发，{facts.Persons} × {days} 天最多 {cap.InWords()} 元；本行 {facts.Amount.InWords()} 元，超出 {(facts.Amount - cap).InWords()} 元。", Articles);
        }
    }

    /// <summary>What a traveller pays a host who posts no prices for meals: a share of the day's allowance each.</summary>
    /// <param name="perDay">The meal allowance.</param>
    /// <param name="shares">Shares of breakfast, lunch and supper in per cent.</param>
    /// <param name="meals">How often each was eaten.</param>
    public static Money HostMeals(Money perDay, IReadOnlyList<long> shares, IReadOnlyList<int> meals) =>
        shares.Zip(meals).Sum(m => perDay.Percent(m.First) * m.Second);
}

/// <summary>A night somewhere.</summary>
/// <param name="Day">The evening.</param>
/// <param name="Cap">The cap of the city, level and season; null when the table has none.</param>
internal sealed record Night(DateOnly Day, Money? Cap);

/// <summary>What lodging is judged by.</summary>
/// <param name="City">Where; empty when not told.</param>
/// <param name="Level">Whose level.</param>
/// <param name="Rooms">People, or rooms where the quantity counts room-nights; 0 when not told.</param>
/// <param name="Nights">Each night with its cap; empty when not told.</param>
/// <param name="Amount">What is claimed.</param>
internal sealed record LodgingFacts(string City, PersonLevel Level, int Rooms, IReadOnlyList<Night> Nights, Money Amount);

/// <summary>Lodging keeps within the cap of city, level and season.</summary>
[RestsOn("MOF531:lodging", How = "住宿费按城市、级别和月份的上限核对")]
[RestsOn("NPU:19(7)", How = "住宿费执行已有标准")]
internal static class LodgingRule
{
    public const string Over = "standard.lodging-over";
    public const string Incomplete = "standard.lodging-facts";

    public static IEnumerable<Finding> Check(LodgingFacts facts)
    {
        if (facts.City.Length == 0 || facts.Rooms == 0 || facts.Nights.Count == 0)
        {
            yield return Finding.Review(Incomplete, "没有写明住宿的城市、人数和夜数，无法核对上限。请在“标准核对”里填写。", "MOF531:lodging");
            yield break;
        }
        if (facts.Nights.FirstOrDefault(n => n.Cap is null) is { } unknown)
        {
            yield return Finding.Review(Cap.UnknownRule, $"住宿标准表里没有{facts.City} {unknown.Day.InTable()} {facts.Level.Label()}的上限，无法核对。请在“住宿标准”里按公布的标准补上，或写明依据。", "MOF531:lodging")
                with { Remedy = FundsAddresses.LodgingCaps };
            yield break;
        }
        var cap = facts.Nights.Sum(n => n.Cap!.Value) * facts.Rooms;
        if (facts.Amount > cap)
        {
            var rates = string.Join("、", facts.Nights.GroupBy(n => n.Cap!.Value).Select(g => $"每夜 {g.Key.InWords()} 元 {g.Count()} 夜"));
            yield return Finding.Block(Over, $"{facts.City}住宿上限（{facts.Level.Label()}）{rates}，{facts.Rooms} 人（间）最多 {cap.InWords()} 元；本行 {facts.Amount.InWords()} 元，超出 {(facts.Amount - cap).InWords()} 元。", "MOF531:lodging");
        }
    }
}
