namespace CEBase.Catalogue.Archives;

/// <summary>How a file came into the archive.</summary>
internal enum ArchiveOrigin
{
    /// <summary>Written from what the system holds, at freezing.</summary>
    System,

    /// <summary>Uploaded before freezing.</summary>
    Upload,

    /// <summary>Added after freezing, with a reason (补充归档).</summary>
    Supplement,
}

/// <summary>A file of an archive.</summary>
internal sealed record ArchiveFile
{
    public long Id { get; init; }
    public long ClassId { get; init; }
    public string ItemCode { get; init; } = "";
    public string Title { get; init; } = "";
    public string FileName { get; init; } = "";
    public string Hash { get; init; } = "";
    public long Size { get; init; }
    public ArchiveOrigin Origin { get; init; }
    public string Reason { get; init; } = "";
    public DateTimeOffset AddedAt { get; init; }
    public string AddedByName { get; init; } = "";

    public string Href => $"/files/{Hash}/{Uri.EscapeDataString(FileName)}";

    public string OriginLabel => Origin switch
    {
        ArchiveOrigin.System => "系统生成",
        ArchiveOrigin.Upload => "上传",
        _ => "补充归档",
    };

    /// <summary>12.3 KB.</summary>
    public string SizeText => Size < 1024 * 1024 ? $"{Math.Max(0.1, Size / 1024.0):0.#} KB" : $"{Size / 1024.0 / 1024:0.#} MB";
}

/// <summary>A frozen archive.</summary>
internal sealed record FrozenArchive
{
    public long ClassId { get; init; }
    public DateTimeOffset FrozenAt { get; init; }
    public string FrozenByName { get; init; } = "";

    /// <summary>SHA-256 of the manifest, which lies in the file store under it; also in the trace of freezing.</summary>
    public string ManifestHash { get; init; } = "";

    public int Files { get; init; }
}
