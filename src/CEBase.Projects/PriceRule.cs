namespace CEBase.Projects;

/// <summary>A learner's fee comes from a price record in force on the first day and isn't above it, on a project as on its class.</summary>
[RestsOn("BJTU:35", How = "收费须取自开班时有效的价格备案，且不高于备案标准，否则不能立项，也不能开放报名")]
public static class PriceRule
{
    /// <summary>Rule id: a fee without a price record.</summary>
    public const string Missing = "price.missing";
    /// <summary>Rule id: the price doesn't hold on the first day.</summary>
    public const string NotInForce = "price.not-in-force";
    /// <summary>Rule id: more than the price.</summary>
    public const string Above = "price.above";

    /// <summary>What is to be said about a fee, the first day and the price it is charged from.</summary>
    public static IEnumerable<Finding> Check(Money fee, DateOnly startsOn, PriceCard? price)
    {
        if (fee <= Money.Zero)
        {
            yield break;
        }
        if (price is null)
        {
            yield return Finding.Block(Missing, $"每人收费 {fee} 元，须选定一条价格备案；没有备案的费用不得收取。", "BJTU:35");
            yield break;
        }
        if (startsOn < price.From || startsOn > price.Until)
        {
            yield return Finding.Block(NotInForce, $"价格备案“{price.Name}”（{price.FilingNo}）在开班日 {startsOn.InTable()} 无效，有效期从 {price.From.InTable()} 起{(price.Until is { } until ? $"至 {until.InTable()}" : "")}。", "BJTU:35");
        }
        if (fee > price.Amount)
        {
            yield return Finding.Block(Above, $"每人收费 {fee} 元，高于价格备案“{price.Name}”的 {price.Amount} 元。", "BJTU:35");
        }
    }
}
