namespace CEBase.Funds.LectureFees;

/// <summary>Fees go to bank cards, never out in cash.</summary>
[RestsOn("BJTU:36", How = "讲课费、咨询费、劳务费只转账到本人银行卡，没有登记银行卡的不能交财务")]
internal static class CardRule
{
    public const string NoCard = "lecture-fees.no-card";

    public static IEnumerable<Finding> Check(IEnumerable<FeeLine> lines, IReadOnlySet<FeeOwner> withCard)
    {
        foreach (var payee in lines.Where(l => !l.IsInHouse && l.Net > Money.Zero && !withCard.Contains(l.Owner)).Select(l => l.Name).Distinct())
        {
            yield return Finding.Block(NoCard, $"{payee} 没有登记银行卡。费用只能转账，请凭本人同意在师资档案的“银行卡”里登记。", "BJTU:36") with { Remedy = "/console/instructors" };
        }
    }
}
