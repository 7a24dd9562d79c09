using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using CEBase.Projects;

namespace CEBase.Catalogue.Classes.Rules;

/// <summary>Who pays must fit what is charged.</summary>
[RestsOn("MOF540:19", How = "财政经费办班又向学员收费时，不能保存，也不能列入计划或开放报名")]
internal static class FundingRule
{
    public const string FiscalWithFee = "funding.fiscal-with-fee";
    public const string GrantWithFee = "funding.grant-with-fee";
    public const string ClientMissing = "funding.client-missing";
    public const string CommissionedWithFee = "funding.commissioned-with-fee";

    public static IEnumerable<Finding> Check(FundingMode funding, Money fee, string client)
    {
        if (funding == FundingMode.Fiscal && fee > Money.Zero)
        {
            yield return Finding.Block(FiscalWithFee, $"财政经费举办的培训不得向学员收费，现填每人 {fee} 元。请把收费改为 0，或改用其他经费方式。", "MOF540:19");
        }
        if (funding == FundingMode.BaseGrant && fee > Money.Zero)
        {
            yield return Finding.Review(GrantWithFee, $"使用基地专项经费的班又向学员收费每人 {fee} 元，请说明收费的依据和用途。", "NPU:19");
        }
        if (funding == FundingMode.Commissioned && string.IsNullOrWhiteSpace(client))
        {
            yield return Finding.Block(ClientMissing, "委托单位付费的班要写明委托单位。");
        }
        if (funding == FundingMode.Commissioned && fee > Money.Zero)
        {
            yield return Finding.Review(CommissionedWithFee, $"费用由委托单位承担，却又向学员收取每人 {fee} 元，请说明原因。");
        }
    }
}
