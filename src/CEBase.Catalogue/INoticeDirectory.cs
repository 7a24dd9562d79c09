namespace CEBase.Catalogue;

/// <summary>A published notice as lists show it.</summary>
public sealed record NoticeCard
{
    /// <summary>Its address: <c>/notices/{slug}</c>.</summary>
    public string Slug { get; init; } = "";

    /// <summary>Title.</summary>
    public string Title { get; init; } = "";

    /// <summary>One or two sentences; may be empty.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Day of publication.</summary>
    public DateOnly PublishedOn { get; init; }

    /// <summary>Stays on top.</summary>
    public bool IsPinned { get; init; }
}

/// <summary>What the base has announced.</summary>
public interface INoticeDirectory
{
    /// <summary>The newest published notices, pinned ones first.</summary>
    Task<IReadOnlyList<NoticeCard>> LatestAsync(DbScope db, int count);
}
