using CEBase.Platform.Imports.Mapping;

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
public sealed record RowMark(IReadOnlyList<string> Values, RowTone Tone);

/// <summary>What is written into a file.</summary>
/// <param name="Headings">Headings of the added columns.</param>
/// <param name="Rows">By row number; a row that isn't there gets nothing.</param>
internal sealed record Marks(IReadOnlyList<string> Headings, IReadOnlyDictionary<int, RowMark> Rows)
{
    /// <summary>What is wrong with each bad row, in one column.</summary>
    public static Marks Of(IReadOnlyList<BadRow> bad) =>
        new([MarkedFile.Heading], bad.ToDictionary(b => b.Number, b => new RowMark([b.Problem.Sentence], RowTone.Stop)));

    /// <summary>Where each column is written, from 0: a file that was marked before has it already, else it stands behind all others.</summary>
    /// <param name="table">The file as read.</param>
    /// <param name="width">How many columns the file has.</param>
    public IReadOnlyList<int> Places(ImportTable table, int width)
    {
        var known = table.Header.Texts.ToList();
        var next = Math.Max(width, known.Count);
        return [.. Headings.Select(h => known.IndexOf(h) is >= 0 and var at ? at : next++)];
    }

    /// <summary>What a row says in the added columns; nothing where it has no mark.</summary>
    public IReadOnlyList<string> ValuesOf(ImportTable table, int row) => row == table.Header.LastRow ? Headings : Rows.GetValueOrDefault(row)?.Values ?? [.. Headings.Select(_ => "")];
}
