namespace CEBase.Income.Bills;

/// <summary>A learner is billed only what an approved price says on the day of billing, for a class whose project was approved.</summary>
[RestsOn("BJTU:35", How = "缴费通知只能按开具当天有效的价格备案生成，不高于备案标准，金额不能手填")]
[RestsOn("MOF540:19", How = "财政经费举办的班不得开具缴费通知")]
[RestsOn("BJTU:5", How = "立项批准前不得收费")]
internal static class ChargeRule
{
    public const string Nothing = "charge.nothing";
    public const string Fiscal = "charge.fiscal";
    public const string NotApproved = "charge.not-approved";
    public const string NoPrice = "charge.no-price";
    public const string NotYet = "charge.price-not-yet";
    public const string Ended = "charge.price-ended";
    public const string Above = "charge.above-price";

    /// <param name="funding">Who pays for the class.</param>
    /// <param name="fee">What a learner is to pay.</param>
    /// <param name="isApproved">Its project was approved.</param>
    /// <param name="price">The price it charges from, or null.</param>
    /// <param name="day">The day of billing.</param>
    public static IEnumerable<Finding> Check(FundingMode funding, Money fee, bool isApproved, PriceCard? price, DateOnly day)
    {
        if (fee <= Money.Zero)
        {
            yield return Finding.Block(Nothing, $"本班经费方式为“{funding.Label()}”，不向学员收费。", funding == FundingMode.Fiscal ? ["MOF540:19"] : []);
            yield break;
        }
        if (funding == FundingMode.Fiscal)
        {
            yield return Finding.Block(Fiscal, $"财政经费举办的培训不得向学员收费，本班却填有每人 {fee} 元。请先更正收费。", "MOF540:19");
        }
        if (!isApproved)
        {
            yield return Finding.Block(NotApproved, "项目还没有批准立项，不能收费。", "BJTU:5");
        }
        if (price is null)
        {
            yield return Finding.Block(NoPrice, $"每人收费 {fee} 元没有对应的价格备案，不能开具缴费通知。请在项目里选定价格备案。", "BJTU:35");
            yield break;
        }
        if (day < price.From)
        {
            yield return Finding.Block(NotYet, $"价格备案“{price.Name}”（{price.FilingNo}）从 {price.From.InTable()} 起有效，今天还不能据此收费。", "BJTU:35");
        }
        if (day > price.Until)
        {
            yield return Finding.Block(Ended, $"价格备案“{price.Name}”（{price.FilingNo}）已于 {price.Until?.InTable()} 到期，不能再据此收费。请更新价格备案。", "BJTU:35");
        }
        if (fee > price.Amount)
        {
            yield return Finding.Block(Above, $"每人收费 {fee} 元，高于价格备案“{price.Name}”的 {price.Amount} 元。", "BJTU:35");
        }
    }
}

/// <summary>A client is billed by instalments of its signed contract, never for more than the contract's price.</summary>
[RestsOn("BJTU:35", How = "委托班按已签订的合同分期开具缴费通知，合计不超过合同价")]
internal static class InstalmentRule
{
    public const string NoContract = "instalment.no-contract";
    public const string Unsigned = "instalment.unsigned";
    public const string Nothing = "instalment.nothing";
    public const string OverPrice = "instalment.over-price";
    public const string BilledTooMuch = "instalment.billed-too-much";

    /// <param name="contract">The contract as amended, or null.</param>
    /// <param name="billed">What was billed on it already.</param>
    /// <param name="amount">The new instalment; null asks whether anything may be billed at all.</param>
    public static IEnumerable<Finding> Check(ContractTerms? contract, Money billed, Money? amount)
    {
        if (contract is null)
        {
            yield return Finding.Block(NoContract, "本班没有委托合同，不能向委托单位开具缴费通知。", "BJTU:35");
            yield break;
        }
        if (contract.SignedOn is null)
        {
            yield return Finding.Block(Unsigned, $"合同 {contract.Number} 还没有签订，不能据此收费。", "BJTU:35");
        }
        if (billed > contract.Price)
        {
            yield return Finding.Review(BilledTooMuch, $"已开具 {billed} 元，高于现在的合同价 {contract.Price} 元。合同变更后请撤销未付的通知或办理退费。", "BJTU:35");
        }
        if (billed >= contract.Price)
        {
            yield return Finding.Block(Nothing, $"合同价 {contract.Price} 元已全部开具。", "BJTU:35");
        }
        else if (amount is { } wanted && (wanted <= Money.Zero || billed + wanted > contract.Price))
        {
            yield return Finding.Block(OverPrice, $"合同价 {contract.Price} 元，已开具 {billed} 元，本期最多 {contract.Price - billed} 元，不能开具 {wanted} 元。", "BJTU:35");
        }
    }
}

/// <summary>Nobody who owes something gets a certificate.</summary>
[RestsOn("BJTU:28", How = "缴清费用才能发证：学员缴费通知已缴清，委托班合同价已收齐")]
internal static class FullyPaidRule
{
    public const string Unpaid = "income.unpaid";

    /// <summary>Whether a learner's dues are met.</summary>
    /// <param name="fee">What a learner of the class pays.</param>
    /// <param name="billState">State of the learner's living bill, or null when none was made.</param>
    public static bool LearnerIsPaid(Money fee, string? billState) => fee <= Money.Zero || billState == ReceivableWorkflow.Settled;

    /// <summary>Whether a client has paid the contract in full.</summary>
    /// <param name="price">Price of the contract as amended.</param>
    /// <param name="kept">What was received on its bills and not paid back.</param>
    public static bool ClientIsPaid(Money price, Money kept) => kept >= price;

    /// <summary>The finding for one who isn't.</summary>
    public static Finding Of(string name) => Finding.Block(Unpaid, $"{name}还没有缴清费用。", "BJTU:28");
}
