namespace CEBase.Projects.Contracts;

/// <summary>The price of a contract comes from the approved or filed price: as many times the price as there are learners.</summary>
[RestsOn("BJTU:35", How = "合同总价与备案价格乘人数不符的须经审核并写明理由")]
internal static class ContractPriceRule
{
    public const string NoRecord = "contract.price-no-record";
    public const string NotInForce = "contract.price-not-in-force";
    public const string Above = "contract.price-above";
    public const string Below = "contract.price-below";

    /// <param name="price">Price of the whole contract.</param>
    /// <param name="headcount">Learners.</param>
    /// <param name="startsOn">First day.</param>
    /// <param name="record">The project's price record, or null.</param>
    public static IEnumerable<Finding> Check(Money price, int headcount, DateOnly startsOn, PriceCard? record)
    {
        if (record is null)
        {
            yield return Finding.Review(NoRecord, "项目没有关联价格备案，无从核对合同价。请先在项目上选定价格，或写明计价依据。", "BJTU:35");
            yield break;
        }
        if (startsOn < record.From || startsOn > (record.Until ?? DateOnly.MaxValue))
        {
            yield return Finding.Review(NotInForce, $"价格备案 {record.FilingNo} 在开班日 {startsOn.InTable()} 不在有效期内，请核对。", "BJTU:35");
        }
        var filed = record.Amount * headcount;
        if (price > filed)
        {
            yield return Finding.Review(Above, $"合同价 {price} 元高于备案价 {record.Amount} 元 × {headcount} 人 = {filed} 元（{record.FilingNo}）。请改为备案价，或写明依据。", "BJTU:35");
        }
        if (price < filed)
        {
            yield return Finding.Review(Below, $"合同价 {price} 元低于备案价 {record.Amount} 元 × {headcount} 人 = {filed} 元（{record.FilingNo}）。请写明优惠的依据。", "BJTU:35");
        }
    }
}
