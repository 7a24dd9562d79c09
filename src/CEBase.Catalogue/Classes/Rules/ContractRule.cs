namespace CEBase.Catalogue.Classes.Rules;

/// <summary>A commissioned class has its contract when it opens, signed before its first day when it starts.</summary>
[RestsOn("BJTU:9", How = "委托班开放报名前要有合同；合同没有签订或签订日不早于开班日的，不能开班")]
internal static class ContractRule
{
    public const string Missing = "contract.missing";
    public const string Unsigned = "contract.unsigned";
    public const string SignedLate = "contract.signed-late";

    /// <summary>Before it opens.</summary>
    public static IEnumerable<Finding> CheckOpening(bool isCommissioned, ContractTerms? contract)
    {
        if (isCommissioned && contract is null)
        {
            yield return Finding.Block(Missing, "委托办班，还没有登记合同。请先起草合同。", "BJTU:9");
        }
    }

    /// <summary>Before it starts. A contract of a class that isn't commissioned is held to the same.</summary>
    public static IEnumerable<Finding> CheckStart(bool isCommissioned, ContractTerms? contract, DateOnly startsOn)
    {
        if (contract is null)
        {
            return CheckOpening(isCommissioned, contract);
        }
        return contract.SignedOn is not { } signed ? [Finding.Block(Unsigned, $"合同 {contract.Number} 还没有签订，签订以后才能开班。", "BJTU:9")]
            : signed >= startsOn ? [Finding.Block(SignedLate, $"合同 {contract.Number} 的签订日 {signed.InTable()} 不早于开班日 {startsOn.InTable()}，不得倒签。请核对日期，或顺延开班。", "BJTU:9")]
            : [];
    }
}
