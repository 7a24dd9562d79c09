using CEBase.Platform.Refusals;

namespace CEBase.Platform.Files;

/// <summary>A type of file as told from its bytes.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Extensions">Extensions that fit; the first is the usual one.</param>
internal sealed record FileType(FileKinds Kind, string MediaType, string Label, params IReadOnlyList<string> Extensions);

/// <summary>Tells files apart by their bytes; a name is never believed.</summary>
internal static class FileTypes
{
    private const string OfficePrefix = "application/vnd.openxmlformats-officedocument.";

    public static readonly FileType Workbook = new(FileKinds.Workbook, OfficePrefix + "spreadsheetml.sheet", "Excel 工作簿（.xlsx）", ".xlsx");
    public static readonly FileType OldWorkbook = new(FileKinds.OldWorkbook, "application/vnd.ms-excel", "旧版 Excel 工作簿（.xls）", ".xls");
    public static readonly FileType Document = new(FileKinds.Document, OfficePrefix + "wordprocessingml.document", "Word 文档（.docx）", ".docx");
    public static readonly FileType Slides = new(FileKinds.Slides, OfficePrefix + "presentationml.presentation", "演示文稿（.pptx）", ".pptx");
    public static readonly FileType Archive = new(FileKinds.Archive, "application/zip", "压缩包（.zip）", ".zip");
    public static readonly FileType Csv = new(FileKinds.Csv, "text/csv", "逗号分隔文本（.csv）", ".csv", ".txt");
    private static readonly FileType Pdf = new(FileKinds.Pdf, "application/pdf", "PDF 文件", ".pdf");
    private static readonly FileType Png = new(FileKinds.Image, "image/png", "图片（.png）", ".png");
    private static readonly FileType Jpeg = new(FileKinds.Image, "image/jpeg", "图片（.jpg）", ".jpg", ".jpeg");

    private static readonly FileType WebPage = new(FileKinds.WebPage, "text/html", "网页（.html）", ".html");
    private static readonly FileType Data = new(FileKinds.Data, "application/json", "数据（.json）", ".json");

    private static readonly FileType[] All = [Workbook, OldWorkbook, Csv, Pdf, Png, Jpeg, Document, Slides, Archive];

    /// <summary>The type of the bytes, when it is among the allowed ones.</summary>
    /// <exception cref="Refusal"><c>file_empty</c>, <c>file_type</c>.</exception>
    public static FileType Tell(ReadOnlyMemory<byte> bytes, string fileName, FileKinds allowed)
    {
        if (bytes.IsEmpty)
        {
            throw new Refusal("file_empty", $"文件「{fileName}」是空的（0 字节）。请检查文件是否保存完整，再重新上传。");
        }
        var type = TellBinary(bytes, fileName) ?? TellText(bytes.Span, fileName, allowed);
        return allowed.HasFlag(type.Kind)
            ? type
            : throw Wrong(fileName, $"内容是{type.Label}，这里不收", allowed);
    }

    /// <summary>The labels of the allowed types, for sentences and hints.</summary>
    public static string Names(FileKinds allowed) => string.Join("、", All.Where(t => allowed.HasFlag(t.Kind)).Select(t => t.Label));

    /// <summary>The extensions of the allowed types, for the file field's <c>accept</c>.</summary>
    public static string Extensions(FileKinds allowed) => string.Join(",", All.Where(t => allowed.HasFlag(t.Kind)).SelectMany(t => t.Extensions));

    private static FileType? TellBinary(ReadOnlyMemory<byte> bytes, string fileName)
    {
        var span = bytes.Span;
        if (span.StartsWith("%PDF-"u8))
        {
            return Pdf;
        }
        if (span.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return Png;
        }
        if (span.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
        {
            return Jpeg;
        }
        if (span.StartsWith<byte>([0x50, 0x4B, 0x03, 0x04]) || span.StartsWith<byte>([0x50, 0x4B, 0x05, 0x06]))
        {
            return ZipInspector.Tell(bytes, fileName);
        }
        return span.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? TellCompound(span, fileName) : null;
    }

    // Compound files keep the names of their streams in UTF-16; the names tell what the file is.
    private static FileType TellCompound(ReadOnlySpan<byte> span, string fileName)
    {
        if (Holds(span, "EncryptedPackage"))
        {
            throw new Refusal("file_encrypted", $"「{fileName}」设了打开密码，无法读取。请在 Excel 中取消密码保护，另存后再上传。");
        }
        if (Holds(span, "_VBA_PROJECT"))
        {
            throw Macros(fileName);
        }
        return Holds(span, "Workbook") || Holds(span, "Book")
            ? OldWorkbook
            : throw new Refusal("file_type", $"「{fileName}」是旧版 Office 文件。请在 Office 中另存为新格式（.docx、.xlsx、.pptx）再上传。");
    }

    private static bool Holds(ReadOnlySpan<byte> span, string streamName) => span.IndexOf(Encoding.Unicode.GetBytes(streamName)) >= 0;

    private static FileType TellText(ReadOnlySpan<byte> span, string fileName, FileKinds allowed)
    {
        if (TextEncoding.Detect(span) is not { } encoding)
        {
            throw Wrong(fileName, "内容不是可以识别的格式", allowed);
        }
        var start = encoding.Decode(span[..Math.Min(span.Length, 512)]).TrimStart();
        if (allowed.HasFlag(FileKinds.WebPage) && start.StartsWith("<!DOCTYPE html>", StringComparison.OrdinalIgnoreCase))
        {
            return WebPage;
        }
        if (allowed.HasFlag(FileKinds.Data) && start.StartsWith('{'))
        {
            return Data;
        }
        return start.StartsWith('<')
            ? throw Wrong(fileName, "内容是网页或 XML，请在 Excel 中打开后另存为 .xlsx", allowed)
            : Csv;
    }

    internal static Refusal Macros(string fileName) =>
        new("file_type", $"「{fileName}」带有宏，为安全起见不收。请在 Excel 中另存为不带宏的工作簿（.xlsx）再上传。");

    private static Refusal Wrong(string fileName, string what, FileKinds allowed) =>
        new("file_type", $"「{fileName}」{what}。可以上传的类型：{Names(allowed)}。");
}
