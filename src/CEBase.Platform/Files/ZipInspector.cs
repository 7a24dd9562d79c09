using System.IO.Compression;
using System.Runtime.InteropServices;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Files;

/// <summary>Looks into a zip: which Office format it is, whether it holds macros, and whether it unpacks to an unreasonable size.</summary>
internal static partial class ZipInspector
{
    private const int MaxEntries = 10_000;
    private const long MaxUnpacked = 400L * 1024 * 1024;

    /// <exception cref="Refusal"><c>file_type</c> for macros, <c>file_unreadable</c> for a broken or exploding zip.</exception>
    public static FileType Tell(ReadOnlyMemory<byte> bytes, string fileName)
    {
        try
        {
            using var zip = new ZipArchive(Stream(bytes), ZipArchiveMode.Read);
            if (zip.Entries.Count > MaxEntries)
            {
                throw Exploding(fileName);
            }
            var names = zip.Entries.Select(e => e.FullName.Replace('\\', '/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)) || IsMacroEnabled(zip))
            {
                throw FileTypes.Macros(fileName);
            }
            MeasureUnpacked(zip, fileName);
            return names.Contains("xl/workbook.xml") ? FileTypes.Workbook
                : names.Contains("word/document.xml") ? FileTypes.Document
                : names.Contains("ppt/presentation.xml") ? FileTypes.Slides
                : FileTypes.Archive;
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new Refusal("file_unreadable", $"「{fileName}」已损坏，打不开。请在本机确认能打开，另存后再上传。");
        }
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);

    private static bool IsMacroEnabled(ZipArchive zip)
    {
        if (zip.GetEntry("[Content_Types].xml") is not { Length: < 1024 * 1024 } types)
        {
            return false;
        }
        // Some writers list the kinds of all parts there could be; only what a part of this very file is counts.
        using var reader = new StreamReader(types.Open());
        return zip.Entries.Any(e => e.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase)) || MacroPart().IsMatch(reader.ReadToEnd());
    }

    [GeneratedRegex("<Override[^>]*macroEnabled", RegexOptions.IgnoreCase)]
    private static partial Regex MacroPart();

    // The sizes a zip declares may lie, so the entries are really unpacked, into nothing, until the limit.
    private static void MeasureUnpacked(ZipArchive zip, string fileName)
    {
        var buffer = new byte[128 * 1024];
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                total += read;
                if (total > MaxUnpacked)
                {
                    throw Exploding(fileName);
                }
            }
        }
    }

    private static Refusal Exploding(string fileName) =>
        new("file_unreadable", $"「{fileName}」解压后过大（超过 {MaxUnpacked / 1024 / 1024} MB），不予接收。请删去多余的工作表和空白行列，另存后再上传。");
}
