namespace CEBase.Catalogue.Classes.Rules;

/// <summary>Who pays must fit what is charged, and a commissioned class says for whom it is held.</summary>
internal static class FundingRule
{
    public const string FiscalWithFee = FeeRule.FiscalWithFee;
    public const string GrantWithFee = FeeRule.GrantWithFee;
    public const string ClientMissing = "funding.client-missing";
    public const string CommissionedWithFee = FeeRule.CommissionedWithFee;

    public static IEnumerable<Finding> Check(FundingMode funding, Money fee, string client)
    {
        foreach (var finding in FeeRule.Check(funding, fee))
        {
            yield return finding;
        }
        if (funding == FundingMode.Commissioned && string.IsNullOrWhiteSpace(client))
        {
            yield return Finding.Block(ClientMissing, "委托单位付费的班要写明委托单位。");
        }
    }
}
