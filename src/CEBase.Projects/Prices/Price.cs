namespace CEBase.Projects.Prices;

/// <summary>An approved or filed price as it is stored.</summary>
internal sealed record ApprovedPrice
{
    public const string RecordType = "ApprovedPrice";

    public long Id { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Most that a learner may be charged.</summary>
    public Money Amount { get; init; }

    /// <summary>On what it was worked out: costs, comparison, decision.</summary>
    public string Basis { get; init; } = "";

    public string FilingNo { get; init; } = "";
    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
    public DateOnly HoldsFrom { get; init; }
    public DateOnly? HoldsUntil { get; init; }
}
