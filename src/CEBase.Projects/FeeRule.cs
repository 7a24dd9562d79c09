namespace CEBase.Projects;

/// <summary>Who pays must fit what a learner is charged, on a project as on its class.</summary>
[RestsOn("MOF540:19", How = "财政经费举办又向学员收费的，不能立项，不能列入计划或开放报名")]
public static class FeeRule
{
    /// <summary>Budget money and a learner's fee.</summary>
    public const string FiscalWithFee = "funding.fiscal-with-fee";

    /// <summary>The base's grant and a learner's fee.</summary>
    public const string GrantWithFee = "funding.grant-with-fee";

    /// <summary>A client pays, and the learner too.</summary>
    public const string CommissionedWithFee = "funding.commissioned-with-fee";

    /// <summary>What is to be said about a fee.</summary>
    public static IEnumerable<Finding> Check(FundingMode funding, Money fee)
    {
        if (fee <= Money.Zero)
        {
            yield break;
        }
        if (funding == FundingMode.Fiscal)
        {
            yield return Finding.Block(FiscalWithFee, $"财政经费举办的培训不得向学员收费，现填每人 {fee} 元。请把收费改为 0，或改用其他经费方式。", "MOF540:19");
        }
        if (funding == FundingMode.BaseGrant)
        {
            yield return Finding.Review(GrantWithFee, $"使用基地专项经费，又向学员收费每人 {fee} 元，请说明收费的依据和用途。", "NPU:19");
        }
        if (funding == FundingMode.Commissioned)
        {
            yield return Finding.Review(CommissionedWithFee, $"费用由委托单位承担，却又向学员收取每人 {fee} 元，请说明原因。");
        }
    }
}
