namespace CEBase.Projects;

/// <summary>A purchase of software, a platform or a service that the school approved (BJTU 37).</summary>
public sealed record PurchaseApproval
{
    /// <summary>What is bought.</summary>
    public string Name { get; init; } = "";

    /// <summary>At most so much.</summary>
    public Money Amount { get; init; }

    /// <summary>Number of the approval.</summary>
    public string ApprovalNo { get; init; } = "";
}

/// <summary>Approved purchases of projects, for higher modules.</summary>
public interface IPurchaseApprovals
{
    /// <summary>Those of a project that have an approval number.</summary>
    Task<IReadOnlyList<PurchaseApproval>> OfProjectAsync(DbScope db, long projectId);
}
