using CEBase.Platform.Files;

namespace CEBase.Platform.Imports.Reading;

/// <summary>A row that holds something.</summary>
/// <param name="Number">Row number as the user sees it, from 1.</param>
/// <param name="Cells">Cleaned cells from the first column on.</param>
internal sealed record SheetRow(int Number, IReadOnlyList<ImportCell> Cells)
{
    /// <summary>The cell, empty behind the last one.</summary>
    public ImportCell this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : new ImportCell("", false);
}

/// <summary>One sheet as read: rows that hold something, in order.</summary>
/// <param name="Kind">Workbook, old workbook or csv.</param>
/// <param name="Name">Name of the sheet; empty for csv.</param>
/// <param name="Index">Position in the workbook, from 0.</param>
/// <param name="Rows">Rows that hold something.</param>
internal sealed record Sheet(FileKinds Kind, string Name, int Index, IReadOnlyList<SheetRow> Rows);
