using CEBase.Platform.Imports.Mapping;

namespace CEBase.Platform.Imports.Console;

/// <summary>A row as the preview shows it: personal numbers masked.</summary>
/// <param name="Number">Row number in the sheet.</param>
/// <param name="Cells">Texts in the order of the shown columns.</param>
/// <param name="Problem">What is wrong, null for a good row.</param>
internal sealed record PreviewRow(int Number, IReadOnlyList<string> Cells, RowProblem? Problem)
{
    private const int ShownAtStart = 3;
    private const int ShownAtEnd = 4;

    public static PreviewRow Of(ImportRow row, IReadOnlyList<ImportColumn> columns, RowProblem? problem) =>
        new(row.Number, [.. columns.Select(c => c.IsPersonal ? Mask(row[c.Name].Text) : row[c.Name].Text)], problem);

    public static string Mask(string number) => number.Length switch
    {
        0 => "",
        <= ShownAtStart + ShownAtEnd => new string('*', number.Length),
        _ => number[..ShownAtStart] + new string('*', number.Length - ShownAtStart - ShownAtEnd) + number[^ShownAtEnd..],
    };
}

/// <summary>How many rows fail for one reason.</summary>
internal sealed record ReasonCount(string Code, string Label, int Count);

/// <summary>A column of the sheet as the selects offer it.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Text">C 列：手机号.</param>
internal sealed record SheetColumn(int Index, string Text)
{
    public static IReadOnlyList<SheetColumn> Of(Header header) =>
        [.. header.Texts.Select((text, index) => new SheetColumn(index, $"{ColumnMap.Letter(index)} 列：{(text.Length == 0 ? "（无表头）" : text)}"))];
}
