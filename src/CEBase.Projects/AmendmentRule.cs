namespace CEBase.Projects;

/// <summary>
/// What a class does must stand in its contract: dates, number of learners or price that differ from the signed terms (as amended) stop the
/// class until an amendment is signed (BJTU 11). For gates of higher modules; the facts are the contract's terms and the class's own.
/// </summary>
[RestsOn("BJTU:11", How = "签约后班期、人数或价格变动的，补充协议签订前不能开班")]
public static class AmendmentRule
{
    /// <summary>Rule id: first or last day differ.</summary>
    public const string Dates = "contract.amend-dates";

    /// <summary>Rule id: number of learners differs.</summary>
    public const string Headcount = "contract.amend-headcount";

    /// <summary>Rule id: price of the whole contract differs.</summary>
    public const string Price = "contract.amend-price";

    /// <summary>One Block a term that differs; none while the contract isn't signed, since an unsigned one is simply corrected.</summary>
    /// <param name="contract">The terms as amended by what is signed.</param>
    /// <param name="startsOn">The class's first day.</param>
    /// <param name="endsOn">The class's last day.</param>
    /// <param name="headcount">Learners of the class: planned or on the roster.</param>
    /// <param name="price">What the client is to pay for the whole class, or null where nobody fixed it apart from the contract.</param>
    public static IEnumerable<Finding> Check(ContractTerms contract, DateOnly startsOn, DateOnly endsOn, int headcount, Money? price = null)
    {
        if (contract.SignedOn is null)
        {
            yield break;
        }
        if (startsOn != contract.StartsOn || endsOn != contract.EndsOn)
        {
            yield return Amend(Dates, $"班期是 {startsOn.InTable()} 至 {endsOn.InTable()}，合同 {contract.Number} 写的是 {contract.StartsOn.InTable()} 至 {contract.EndsOn.InTable()}");
        }
        if (headcount != contract.Headcount)
        {
            yield return Amend(Headcount, $"人数是 {headcount} 人，合同 {contract.Number} 写的是 {contract.Headcount} 人");
        }
        if (price is { } amount && amount != contract.Price)
        {
            yield return Amend(Price, $"价格是 {amount} 元，合同 {contract.Number} 写的是 {contract.Price} 元");
        }

        Finding Amend(string rule, string difference) =>
            Finding.Block(rule, $"{difference}。请与委托单位签订补充协议，或改回合同约定。", "BJTU:11") with { Remedy = ProjectAddresses.Contract(contract.Number) };
    }
}
