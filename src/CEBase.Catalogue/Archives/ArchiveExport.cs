using System.Drawing;
using System.IO.Compression;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Catalogue.Archives;

/// <summary>A file and its place in the zip.</summary>
internal sealed record ExportEntry(string Path, string Section, string Item, ArchiveFile File);

/// <summary>A frozen archive as one zip with an index sheet, written file by file so that its size doesn't matter.</summary>
internal sealed class ArchiveExport(IDatabase database, IFileStore files, ArchiveReader reader, IClassDirectory classes, Trace trace)
{
    public const string IndexName = "目录.xlsx";

    /// <summary>What the zip will hold; leaves the trace of the export.</summary>
    /// <exception cref="Refusal"><c>not_found</c>; <c>archive_open</c>.</exception>
    public Task<(ArchiveView Archive, IReadOnlyList<ExportEntry> Entries)> StartAsync(string classNo, ICurrentUser user, CancellationToken cancel) => database.WriteAsync(async db =>
    {
        var card = await classes.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为 {classNo} 的培训班。");
        var view = await reader.OfAsync(db, card);
        if (view.Frozen is null)
        {
            throw new Refusal("archive_open", "档案还没有封存，结班封存后才能导出。") { Status = 409 };
        }
        var entries = Entries(view);
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, card.Id, "archive_export") { Comment = $"共 {entries.Count} 件" }, user);
        return (view, entries);
    }, cancel);

    /// <summary>Writes the zip. The files are read one at a time, each in a read of its own.</summary>
    public async Task WriteAsync(ArchiveView archive, IReadOnlyList<ExportEntry> entries, string exportedBy, DateOnly today, Stream target, CancellationToken cancel)
    {
        var spool = new ZipSpool();
        using (var zip = new ZipArchive(spool, ZipArchiveMode.Create, leaveOpen: true))
        {
            await AddAsync(IndexName, new MemoryStream(Index(archive, entries, exportedBy, today)));
            await AddAsync(Manifest.FileName, await OpenAsync(archive.Frozen!.ManifestHash, cancel));
            foreach (var entry in entries)
            {
                await AddAsync(entry.Path, await OpenAsync(entry.File.Hash, cancel));
            }

            async Task AddAsync(string path, Stream content)
            {
                await using (content)
                {
                    await using var entry = zip.CreateEntry(path).Open();
                    await content.CopyToAsync(entry, cancel);
                }
                await spool.DrainAsync(target, cancel);
            }
        }
        await spool.DrainAsync(target, cancel);
    }

    private Task<Stream> OpenAsync(string hash, CancellationToken cancel) => database.ReadAsync(db => files.OpenAsync(db, hash), cancel);

    /// <summary>Places in the zip: numbered folders a section, a folder an item; two files of one name in a folder are numbered.</summary>
    private static IReadOnlyList<ExportEntry> Entries(ArchiveView view)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var entries = new List<ExportEntry>();
        foreach (var line in view.Lines)
        {
            var section = view.Sections.Single(s => s.Code == line.Requirement.Section);
            foreach (var file in line.Files)
            {
                var folder = $"{section.Position:00}-{section.Title}/{line.Requirement.Title}";
                var path = $"{folder}/{file.FileName}";
                for (var n = 2; !taken.Add(path); n++)
                {
                    path = $"{folder}/{Path.GetFileNameWithoutExtension(file.FileName)}（{n}）{Path.GetExtension(file.FileName)}";
                }
                entries.Add(new ExportEntry(path, section.Title, line.Requirement.Title, file));
            }
        }
        return entries;
    }

    private static readonly (string Heading, double Width)[] Columns =
        [("序号", 6), ("部分", 12), ("项目", 22), ("材料", 44), ("来源", 12), ("归档人", 14), ("归档时间", 18), ("字节", 12), ("SHA-256", 68), ("补充理由", 30)];

    private static byte[] Index(ArchiveView archive, IReadOnlyList<ExportEntry> entries, string exportedBy, DateOnly today)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add("目录");
        sheet.Cells[1, 1].Value = $"{archive.Class.ClassNo} {archive.Class.Name} 班级档案目录";
        sheet.Cells[1, 1].Style.Font.Bold = true;
        sheet.Cells[1, 1].Style.Font.Size = 14;
        sheet.Cells[2, 1].Value = $"{archive.Frozen!.FrozenAt.InTable()} 封存，封存清单 SHA-256 {archive.Frozen.ManifestHash}；{today.InTable()} 由 {exportedBy} 导出，共 {entries.Count} 件。系统生成的材料中证件号码已遮盖。";
        for (var c = 0; c < Columns.Length; c++)
        {
            sheet.Column(c + 1).Width = Columns[c].Width;
            var head = sheet.Cells[3, c + 1];
            head.Value = Columns[c].Heading;
            head.Style.Font.Bold = true;
            head.Style.Border.Bottom.Style = ExcelBorderStyle.Thin;
        }
        for (var n = 0; n < entries.Count; n++)
        {
            var (path, section, item, file) = entries[n];
            object[] cells = [n + 1, section, item, file.Title, file.OriginLabel, file.AddedByName, file.AddedAt.InTable(), file.Size, file.Hash, file.Reason];
            for (var c = 0; c < cells.Length; c++)
            {
                sheet.Cells[n + 4, c + 1].Value = cells[c];
            }
            var link = sheet.Cells[n + 4, 4];
            link.Hyperlink = new Uri(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)), UriKind.Relative);
            link.Style.Font.UnderLine = true;
            link.Style.Font.Color.SetColor(Color.FromArgb(0x0b, 0x2a, 0x5b));
        }
        sheet.View.FreezePanes(4, 5);
        return package.GetAsByteArray();
    }
}
