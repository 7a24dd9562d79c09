using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using CEBase.Projects;

namespace CEBase.Catalogue.Classes.Rules;

/// <summary>What learners pay comes from an approved or filed price that holds on the first day, and is not above it.</summary>
[RestsOn("BJTU:35", How = "收费的班要对应开班日有效的价格备案，且不高于备案价，否则不能开放报名")]
internal static class PriceRule
{
    public const string Missing = "price.missing";
    public const string NotInForce = "price.not-in-force";
    public const string Above = "price.above";

    public static IEnumerable<Finding> Check(Money fee, DateOnly startsOn, PriceCard? price)
    {
        if (fee <= Money.Zero)
        {
            yield break;
        }
        if (price is null)
        {
            yield return Finding.Block(Missing, $"每人收费 {fee} 元，立项没有对应的价格备案。请先在立项里选定备案的价格。", "BJTU:35");
            yield break;
        }
        if (startsOn < price.From || (price.Until is { } until && startsOn > until))
        {
            yield return Finding.Block(NotInForce, $"价格备案 {price.FilingNo} 自 {price.From.InTable()} 起{(price.Until is { } last ? $"至 {last.InTable()} " : "")}有效，开班日 {startsOn.InTable()} 不在其内。", "BJTU:35");
        }
        if (fee > price.Amount)
        {
            yield return Finding.Block(Above, $"每人收费 {fee} 元，高于价格备案 {price.FilingNo} 的 {price.Amount} 元。", "BJTU:35");
        }
    }
}
