namespace CEBase.Income.Arrivals;

/// <summary>A line by which the bank took back what it had credited.</summary>
internal sealed record AccountReversal
{
    public long Id { get; init; }
    public string OutsideNo { get; init; } = "";
    public Money Amount { get; init; }
    public DateOnly BookedOn { get; init; }
    public string PayerName { get; init; } = "";
    public string Remark { get; init; } = "";
}
