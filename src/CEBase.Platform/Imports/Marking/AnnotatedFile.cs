using CEBase.Platform.Files;
using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Imports.Marking;

/// <summary>How a row that was judged is filled.</summary>
public enum RowTone
{
    /// <summary>Nothing wrong: no fill.</summary>
    Plain,

    /// <summary>Somebody must look.</summary>
    Look,

    /// <summary>Must not be.</summary>
    Stop,
}

/// <summary>What is written beside a data row.</summary>
/// <param name="Values">One for each added column.</param>
/// <param name="Tone">How the row is filled in a workbook.</param>
public sealed record RowAnnotation(IReadOnlyList<string> Values, RowTone Tone);

/// <summary>
/// The user's own file given back with columns added behind its own: a workbook keeps its formats and a csv its encoding. A file that has been
/// annotated before has the columns already; they are written anew.
/// </summary>
public static class AnnotatedFile
{
    /// <summary>Writes the annotated file; .xls becomes .xlsx.</summary>
    /// <param name="original">The upload.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="columns">Columns it was read by.</param>
    /// <param name="headings">Headings of the added columns.</param>
    /// <param name="annotations">One for each data row, in the order <see cref="SheetRows.Read"/> gives them.</param>
    /// <param name="output">Where to.</param>
    /// <returns>The extension of what was written, with the dot.</returns>
    /// <exception cref="Refusal">The file can't be read, or doesn't have as many data rows.</exception>
    public static string Write(byte[] original, string fileName, IReadOnlyList<ImportColumn> columns, IReadOnlyList<string> headings, IReadOnlyList<RowAnnotation> annotations, Stream output)
    {
        var table = ImportTable.Read(original, fileName, columns);
        if (table.Rows.Count != annotations.Count)
        {
            throw new Refusal("rows_changed", $"「{fileName}」与检查时的行数不一致。请重新检查。");
        }
        var rows = table.Rows.Select((r, i) => (r.Number, annotations[i])).ToDictionary(r => r.Number, r => r.Item2);
        if (table.Sheet.Kind == FileKinds.Csv)
        {
            output.Write(Annotator.Csv(original, table, headings, rows));
            return ".csv";
        }
        output.Write(Annotator.Workbook(original, table, headings, rows));
        return ".xlsx";
    }
}
