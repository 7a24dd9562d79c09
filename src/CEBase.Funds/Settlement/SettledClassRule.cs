namespace CEBase.Funds.Settlement;

/// <summary>What three persons signed as all the costs of a class stays all its costs: nothing more is claimed for it until the settlement is opened again.</summary>
[RestsOn("BJTU:38", How = "决算签字后不再为该班报销；要补报的先由财务重新办理决算")]
internal static class SettledClassRule
{
    public const string Settled = "claim.class-settled";
    public const string InSettlement = "claim.class-in-settlement";

    /// <param name="classNo">The class.</param>
    /// <param name="state">State of its settlement.</param>
    public static IEnumerable<Finding> Check(string classNo, string state)
    {
        var sheet = FundsAddresses.Settlement(classNo);
        if (state == SettlementWorkflow.Signed)
        {
            yield return Finding.Block(Settled, $"{classNo} 班的经费决算已经签字，不能再为这个班报销。确有补报的，请财务先在决算页“重新办理”，补报付款后重新签字。", "BJTU:38") with { Remedy = sheet };
        }
        else if (state != SettlementWorkflow.Open)
        {
            yield return Finding.Note(InSettlement, $"{classNo} 班的经费决算正在核对签字。这一单提交后，决算要等它付款并退回重新提交。", "BJTU:38") with { Remedy = sheet };
        }
    }
}
