using CEBase.Catalogue.Closing;

namespace CEBase.Catalogue.Archives;

/// <summary>What is wrong with a file of a frozen archive.</summary>
internal enum ArchiveDamage
{
    /// <summary>Its bytes are not those that were filed.</summary>
    Changed,

    /// <summary>It was filed and is gone.</summary>
    Missing,

    /// <summary>It lies in the archive and was never filed.</summary>
    Untracked,
}

/// <summary>One thing that a check found.</summary>
internal sealed record ArchiveProblem(ArchiveDamage Damage, string FileName, string Sentence)
{
    public string Label => Damage switch
    {
        ArchiveDamage.Changed => "内容改变",
        ArchiveDamage.Missing => "文件缺失",
        _ => "未登记",
    };
}

/// <summary>A look at a frozen archive and what it found.</summary>
internal sealed record ArchiveCheckRow
{
    public long ClassId { get; init; }
    public DateTimeOffset CheckedAt { get; init; }
    public string CheckedByName { get; init; } = "";
    public int Files { get; init; }
    public int Changed { get; init; }
    public int Missing { get; init; }
    public int Untracked { get; init; }
    public string Details { get; init; } = "[]";

    public int Problems => Changed + Missing + Untracked;

    public string Sentence => Problems == 0
        ? $"核对 {Files} 件，全部与封存清单相符。"
        : $"核对 {Files} 件：内容改变 {Changed}，文件缺失 {Missing}，未登记 {Untracked}。";

    public IReadOnlyList<ArchiveProblem> List => JsonSerializer.Deserialize<ArchiveProblem[]>(Details, ClosingFigures.Json)!;
}
