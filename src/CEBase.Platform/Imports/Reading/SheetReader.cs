using CEBase.Platform.Files;
using CEBase.Platform.Refusals;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace CEBase.Platform.Imports.Reading;

/// <summary>Reads every visible sheet of an upload, whatever its form.</summary>
internal static class SheetReader
{
    /// <summary>Rows a sheet may have.</summary>
    public const int MaxRows = 200_000;

    private const int MaxColumns = 200;
    private const int MaxSheets = 20;

    /// <summary>Reads the bytes of an upload.</summary>
    /// <exception cref="Refusal"><c>file_empty</c>, <c>file_type</c>, <c>file_encrypted</c>, <c>file_unreadable</c>, <c>too_many_rows</c>.</exception>
    public static IReadOnlyList<Sheet> Read(byte[] bytes, string fileName)
    {
        var type = FileTypes.Tell(bytes, fileName, FileKinds.Sheet);
        if (type.Kind == FileKinds.Csv)
        {
            return [new Sheet(FileKinds.Csv, "", 0, Limit(CsvText.Of(bytes).Rows(MaxColumns), fileName))];
        }
        try
        {
            return ReadWorkbook(bytes, type.Kind, fileName);
        }
        catch (InvalidPasswordException)
        {
            throw new Refusal("file_encrypted", $"「{fileName}」设了打开密码，无法读取。请在 Excel 中取消密码保护，另存后再上传。");
        }
        catch (Exception broken) when (broken is not (Refusal or OutOfMemoryException or OperationCanceledException))
        {
            throw new Refusal("file_unreadable", $"「{fileName}」已损坏，读不出表格。请在 Excel 中打开并另存为 .xlsx，再重新上传。");
        }
    }

    private static List<Sheet> ReadWorkbook(byte[] bytes, FileKinds kind, string fileName)
    {
        // Asked for first: the reader's configuration wants code pages from the moment it is made, and this is what brings them.
        var fallback = TextEncoding.Chinese;
        var configuration = new ExcelReaderConfiguration { FallbackEncoding = fallback };
        using var stream = new MemoryStream(bytes, writable: false);
        using var reader = kind == FileKinds.Workbook
            ? ExcelReaderFactory.CreateOpenXmlReader(stream, configuration)
            : ExcelReaderFactory.CreateBinaryReader(stream, configuration);
        var sheets = new List<Sheet>();
        var index = 0;
        do
        {
            if (reader.VisibleState == "visible")
            {
                sheets.Add(new Sheet(kind, reader.Name, index, Limit(Rows(reader), fileName)));
            }
            index++;
        }
        while (sheets.Count < MaxSheets && reader.NextResult());
        return sheets;
    }

    private static IEnumerable<SheetRow> Rows(IExcelDataReader reader)
    {
        // A cell merged downwards speaks for every row it covers; one merged sideways stays in its first column.
        var merges = (reader.MergeCells ?? []).Where(m => m.ToRow > m.FromRow).ToLookup(m => m.FromRow);
        var open = new List<(CellRange Range, ImportCell Cell)>();
        var width = Math.Min(reader.FieldCount, MaxColumns);
        for (var row = 0; reader.Read(); row++)
        {
            var cells = new ImportCell[width];
            for (var column = 0; column < width; column++)
            {
                cells[column] = Cell(reader.GetValue(column));
            }
            open.RemoveAll(o => o.Range.ToRow < row);
            foreach (var (range, cell) in open.Where(o => cells[o.Range.FromColumn].IsEmpty))
            {
                cells[range.FromColumn] = cell;
            }
            open.AddRange(merges[row].Where(m => m.FromColumn < width && !cells[m.FromColumn].IsEmpty).Select(m => (m, cells[m.FromColumn])));
            if (cells.Any(c => !c.IsEmpty))
            {
                yield return new SheetRow(row + 1, cells);
            }
        }
    }

    private static ImportCell Cell(object? value) => value switch
    {
        null => new ImportCell("", false),
        string text => new ImportCell(CellText.Clean(text), false),
        double number => new ImportCell(CellText.OfNumber(number), true),
        DateTime date => new ImportCell(CellText.OfDate(date), false),
        TimeSpan time => new ImportCell(CellText.OfDate(DateTime.MinValue + time), false),
        bool flag => new ImportCell(flag ? "是" : "否", false),
        IConvertible other => new ImportCell(CellText.OfNumber(other.ToDouble(null)), true),
        _ => new ImportCell(CellText.Clean(value.ToString()), false),
    };

    private static List<SheetRow> Limit(IEnumerable<SheetRow> rows, string fileName)
    {
        var read = new List<SheetRow>();
        foreach (var row in rows)
        {
            if (read.Count == MaxRows)
            {
                throw new Refusal("too_many_rows", $"「{fileName}」超过 {MaxRows} 行。请拆成几个文件分别导入。");
            }
            read.Add(row);
        }
        return read;
    }
}
