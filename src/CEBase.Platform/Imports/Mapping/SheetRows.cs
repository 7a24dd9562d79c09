using CEBase.Platform.Refusals;

namespace CEBase.Platform.Imports.Mapping;

/// <summary>Reads a spreadsheet's rows by columns, for what only judges rows and writes nothing.</summary>
public static class SheetRows
{
    /// <summary>The data rows, cleaned, by column name.</summary>
    /// <param name="content">The spreadsheet, .xlsx or .csv.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="columns">Columns to look for.</param>
    /// <exception cref="Refusal">The file can't be read, has no header or lacks a required column.</exception>
    public static IReadOnlyList<ImportRow> Read(Stream content, string fileName, IReadOnlyList<ImportColumn> columns)
    {
        using var whole = new MemoryStream();
        content.CopyTo(whole);
        var table = ImportTable.Read(whole.ToArray(), fileName, columns);
        return table.Map.Problems.Count == 0 ? table.Rows : throw table.Map.Problems[0];
    }
}
