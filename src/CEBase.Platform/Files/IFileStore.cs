using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;

namespace CEBase.Platform.Files;

/// <summary>A stored file.</summary>
public sealed record StoredFile
{
    /// <summary>SHA-256 of its bytes, lower-case hex: its name in the store.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Name under which it was uploaded.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Media type, found from its bytes.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Permission needed to download it.</summary>
    public string Permission { get; init; } = "";
}

/// <summary>Uploads by content hash. Bytes lie in the database in parts, so that every node and every backup has them.</summary>
public interface IFileStore
{
    /// <summary>Checks size and type by the bytes and stores. The same bytes twice are stored once.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="content">Seekable stream.</param>
    /// <param name="fileName">Name given by the user.</param>
    /// <param name="permission">Permission needed to download it.</param>
    /// <param name="allowed">Kinds allowed here.</param>
    /// <param name="user">Who uploads.</param>
    /// <param name="isSensitive">Holds personal data or the like: kept encrypted, and every download leaves a trace.</param>
    /// <exception cref="Refusals.Refusal"><c>file_too_large</c>, <c>file_type</c>, <c>file_empty</c>.</exception>
    Task<StoredFile> SaveAsync(DbScope db, Stream content, string fileName, string permission, FileKinds allowed, ICurrentUser user, bool isSensitive = false);

    /// <summary>What is stored under the hash, with the name and permission of its latest upload, or null.</summary>
    Task<StoredFile?> FindAsync(DbScope db, string hash);

    /// <summary>The bytes, seekable. Asking for the permission is the caller's; the address <c>/files/{hash}/{name}</c> asks itself.</summary>
    /// <exception cref="Refusals.Refusal"><c>not_found</c>.</exception>
    Task<Stream> OpenAsync(DbScope db, string hash);
}

/// <summary>Kinds of files, told from their bytes.</summary>
[Flags]
public enum FileKinds
{
    /// <summary>.xlsx</summary>
    Workbook = 1,

    /// <summary>.csv in UTF-8 or GB18030.</summary>
    Csv = 2,

    /// <summary>.pdf</summary>
    Pdf = 4,

    /// <summary>.png, .jpg</summary>
    Image = 8,

    /// <summary>.docx</summary>
    Document = 16,

    /// <summary>.pptx</summary>
    Slides = 32,

    /// <summary>.zip</summary>
    Archive = 64,

    /// <summary>.xls, the workbook of Excel 97 to 2003.</summary>
    OldWorkbook = 128,

    /// <summary>.html, as this program writes it for archives; never taken from users.</summary>
    WebPage = 256,

    /// <summary>.json, as this program writes it for archives; never taken from users.</summary>
    Data = 512,

    /// <summary>What may prove something: scans and letters.</summary>
    Evidence = Pdf | Image | Document,

    /// <summary>What people hand in: evidence, spreadsheets, slides and archives.</summary>
    Upload = Evidence | Workbook | Csv | Slides | Archive,

    /// <summary>What may be imported.</summary>
    Sheet = Workbook | OldWorkbook | Csv,
}
