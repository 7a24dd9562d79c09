namespace CEBase.Projects;

/// <summary>Promotion material (招生宣传材料) as other modules see it.</summary>
public sealed record PromotionCard
{
    /// <summary>Number in the database.</summary>
    public long Id { get; init; }

    /// <summary>The project.</summary>
    public long ProjectId { get; init; }

    /// <summary>Heading.</summary>
    public string Title { get; init; } = "";

    /// <summary>Text, Markdown.</summary>
    public string Text { get; init; } = "";

    /// <summary>Passed both approvals and stands as approved.</summary>
    public bool IsApproved { get; init; }

    /// <summary>Content hashes of its pictures.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];
}

/// <summary>Promotion material, for higher modules. Only what is approved is public (BJTU 6).</summary>
public interface IPromotionDirectory
{
    /// <summary>All material of a project, newest first.</summary>
    Task<IReadOnlyList<PromotionCard>> OfProjectAsync(DbScope db, long projectId);
}
