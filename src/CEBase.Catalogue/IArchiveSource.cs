namespace CEBase.Catalogue;

/// <summary>What a module holds of one item of a class's archive (档案), as it is now. Titles, sections and due days are data, see <c>recipes/npu/archive-sections.json</c>.</summary>
/// <param name="Code">Code of the item: <c>teaching.attendance</c>, its section before the dot.</param>
/// <param name="IsPresent">All of it is there.</param>
/// <param name="Href">Where it is kept and mended.</param>
public sealed record ArchiveItem(string Code, bool IsPresent, string Href)
{
    /// <summary>What is there or what is missing, a short phrase.</summary>
    public string Detail { get; init; } = "";

    /// <summary>A gate of its own stops the class from closing while it is missing, so the archive's gate doesn't say it again.</summary>
    public bool HasOwnGate { get; init; }

    /// <summary>What is filed when the archive is frozen. Made only then.</summary>
    public IReadOnlyList<ArchiveContent> Contents { get; init; } = [];
}

/// <summary>One file of an item: stored already, or written out at the moment of freezing. Personal numbers in what is written are masked.</summary>
public sealed record ArchiveContent
{
    private ArchiveContent(string fileName) => FileName = fileName;

    /// <summary>Name of the file in the archive.</summary>
    public string FileName { get; }

    /// <summary>Hash of a file in the store, or null when it is written at freezing.</summary>
    public string? StoredHash { get; private init; }

    /// <summary>Writes the file, or null when it is stored.</summary>
    public Func<DbScope, Task<byte[]>>? Render { get; private init; }

    /// <summary>A file of the store.</summary>
    public static ArchiveContent Stored(string fileName, string hash) => new(fileName) { StoredHash = hash };

    /// <summary>A table as .csv (UTF-8), readable without this program in thirty years.</summary>
    /// <param name="fileName">Ending in .csv.</param>
    /// <param name="headings">Headings.</param>
    /// <param name="rows">Rows of as many cells.</param>
    public static ArchiveContent Table(string fileName, IReadOnlyList<string> headings, Func<DbScope, Task<IEnumerable<IReadOnlyList<object?>>>> rows) =>
        new(fileName) { Render = async db => ArchiveText.Csv(headings, await rows(db)) };

    /// <summary>Facts and texts as a page of its own, .html without style or script.</summary>
    /// <param name="fileName">Ending in .html.</param>
    /// <param name="title">Heading.</param>
    /// <param name="parts">Label and text, in order; empty texts are left out.</param>
    public static ArchiveContent Sheet(string fileName, string title, Func<DbScope, Task<IEnumerable<(string Label, string Text)>>> parts) =>
        new(fileName) { Render = async db => ArchiveText.Page(title, await parts(db)) };
}

/// <summary>Fills class archives from what a module holds; every module brings its own.</summary>
public interface IArchiveSource
{
    /// <summary>The items this module holds for the class, present or not. Cheap: asked for lists and gates as well.</summary>
    Task<IReadOnlyList<ArchiveItem>> CollectAsync(DbScope db, ClassCard card);
}

/// <summary>A figure of a class for its summary (班级总结).</summary>
/// <param name="Label">What is counted: 录取人数.</param>
/// <param name="Value">The number with its unit.</param>
public sealed record ClosingFigure(string Label, string Value);

/// <summary>Figures of a class that its summary is written from; every module brings its own.</summary>
public interface IClosingFigures
{
    /// <summary>The figures as they are now.</summary>
    Task<IReadOnlyList<ClosingFigure>> OfAsync(DbScope db, ClassCard card);
}

/// <summary>Short forms for the startups of modules.</summary>
public static class ArchiveServices
{
    /// <summary>Adds what a module holds for class archives.</summary>
    public static IServiceCollection AddArchiveSource<T>(this IServiceCollection services) where T : class, IArchiveSource => services.AddScoped<IArchiveSource, T>();

    /// <summary>Adds a module's figures to class summaries.</summary>
    public static IServiceCollection AddClosingFigures<T>(this IServiceCollection services) where T : class, IClosingFigures => services.AddScoped<IClosingFigures, T>();
}
