using CEBase.Platform.Files;
using CEBase.Platform.Imports.Mapping;

namespace CEBase.Platform.Imports.Marking;

/// <summary>
/// The user's own file given back: one more column 「问题」 that says what is wrong, bad rows filled. Correct the rows, upload it again: the
/// column is known and written anew.
/// </summary>
public static class MarkedFile
{
    /// <summary>Heading of the added column.</summary>
    public const string Heading = "问题";

    /// <summary>Writes the marked file in the form of the upload: workbook stays workbook, csv stays csv in its encoding; .xls becomes .xlsx.</summary>
    /// <returns>The extension of what was written, with the dot.</returns>
    public static string Write(ImportResult result, Stream output) => Write(result.Original, result.Table, result.BadRows, output);

    /// <summary>Writes the marked file as a workbook, whatever the form of the upload.</summary>
    public static void WriteWorkbook(ImportResult result, Stream output) => WriteWorkbook(result.Original, result.Table, result.BadRows, output);

    internal static string Write(byte[] original, ImportTable table, IReadOnlyList<BadRow> bad, Stream output)
    {
        if (table.Sheet.Kind == FileKinds.Csv)
        {
            output.Write(CsvMarker.Mark(original, table, bad));
            return ".csv";
        }
        WriteWorkbook(original, table, bad, output);
        return ".xlsx";
    }

    internal static void WriteWorkbook(byte[] original, ImportTable table, IReadOnlyList<BadRow> bad, Stream output)
    {
        var bytes = table.Sheet.Kind == FileKinds.Workbook ? WorkbookMarker.Mark(original, table, bad) : WorkbookMarker.Rebuild(original, table, bad);
        output.Write(bytes);
    }
}
