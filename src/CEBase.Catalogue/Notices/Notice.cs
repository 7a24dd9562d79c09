namespace CEBase.Catalogue.Notices;

/// <summary>Where a text appears.</summary>
internal enum NoticeKind
{
    /// <summary>通知公告: dated, listed under /notices.</summary>
    Notice,

    /// <summary>页面: stands at /pages/{slug}.</summary>
    Page,
}

/// <summary>A notice or page with its text.</summary>
internal sealed record Notice
{
    public long Id { get; init; }
    public NoticeKind Kind { get; init; }
    public string Slug { get; init; } = "";
    public string Title { get; init; } = "";
    public string Summary { get; init; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; init; } = "";
    public bool IsPinned { get; init; }
    public string State { get; init; } = NoticeWorkflow.Draft;
    public DateOnly? PublishedOn { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts changes, so that nobody overwrites what somebody else has just saved.</summary>
    public int Version { get; init; }

    /// <summary>Where the public finds it once published.</summary>
    public string Address => Kind == NoticeKind.Notice ? $"/notices/{Slug}" : $"/pages/{Slug}";
}

/// <summary>Labels.</summary>
internal static class NoticeWords
{
    public static string Label(this NoticeKind kind) => kind == NoticeKind.Notice ? "通知公告" : "页面";
}
