using CEBase.Platform.Files;
using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Imports.Marking;

/// <summary>
/// The user's own file given back with columns added behind its own, bad rows filled: a workbook keeps its formats and a csv its encoding. Correct
/// the rows, upload it again: columns that are known from the last time are written anew.
/// </summary>
public static class MarkedFile
{
    /// <summary>Heading of the column that says what is wrong with a row.</summary>
    public const string Heading = "问题";

    /// <summary>Writes what an import found in the form of the upload: workbook stays workbook, csv stays csv in its encoding; .xls becomes .xlsx.</summary>
    /// <returns>The extension of what was written, with the dot.</returns>
    public static string Write(ImportResult result, Stream output) => Write(result.Original, result.Table, result.BadRows, output);

    /// <summary>Writes what an import found as a workbook, whatever the form of the upload.</summary>
    public static void WriteWorkbook(ImportResult result, Stream output) => WriteWorkbook(result.Original, result.Table, result.BadRows, output);

    /// <summary>Writes what was said about each row of a file that only was judged; .xls becomes .xlsx.</summary>
    /// <param name="original">The upload.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="columns">Columns it was read by.</param>
    /// <param name="headings">Headings of the added columns.</param>
    /// <param name="marks">One for each data row, in the order <see cref="SheetRows.Read"/> gives them.</param>
    /// <param name="output">Where to.</param>
    /// <returns>The extension of what was written, with the dot.</returns>
    /// <exception cref="Refusal">The file can't be read, or doesn't have as many data rows.</exception>
    public static string Write(byte[] original, string fileName, IReadOnlyList<ImportColumn> columns, IReadOnlyList<string> headings, IReadOnlyList<RowMark> marks, Stream output)
    {
        var table = ImportTable.Read(original, fileName, columns);
        return table.Rows.Count == marks.Count
            ? Write(original, table, new Marks(headings, table.Rows.Zip(marks).ToDictionary(r => r.First.Number, r => r.Second)), output)
            : throw new Refusal("rows_changed", $"「{fileName}」与检查时的行数不一致。请重新检查。");
    }

    internal static string Write(byte[] original, ImportTable table, IReadOnlyList<BadRow> bad, Stream output) => Write(original, table, Marks.Of(bad), output);

    internal static void WriteWorkbook(byte[] original, ImportTable table, IReadOnlyList<BadRow> bad, Stream output) => output.Write(WorkbookMarker.Mark(original, table, Marks.Of(bad)));

    private static string Write(byte[] original, ImportTable table, Marks marks, Stream output)
    {
        var isCsv = table.Sheet.Kind == FileKinds.Csv;
        output.Write(isCsv ? CsvMarker.Mark(original, table, marks) : WorkbookMarker.Mark(original, table, marks));
        return isCsv ? ".csv" : ".xlsx";
    }
}
