namespace CEBase.Projects;

/// <summary>An approved or filed price (BJTU 35): the only thing charges are made from.</summary>
public sealed record PriceCard
{
    /// <summary>Number in the database.</summary>
    public long Id { get; init; }

    /// <summary>What it is the price of.</summary>
    public string Name { get; init; } = "";

    /// <summary>At most so much for a learner.</summary>
    public Money Amount { get; init; }

    /// <summary>Approval or filing number.</summary>
    public string FilingNo { get; init; } = "";

    /// <summary>First day it holds.</summary>
    public DateOnly From { get; init; }

    /// <summary>Last day it holds, or null.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>Approved prices, for higher modules.</summary>
public interface IPriceDirectory
{
    /// <summary>By id, or null.</summary>
    Task<PriceCard?> FindAsync(DbScope db, long id);

    /// <summary>Those that hold on the day.</summary>
    Task<IReadOnlyList<PriceCard>> OnAsync(DbScope db, DateOnly day);
}
