using System.Drawing;
using CEBase.Platform.Values;
using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Platform.Exports;

/// <summary>A plain workbook as the base hands it out: title, note, headings, frozen, with widths taken from the text.</summary>
public sealed class Workbook : IDisposable
{
    /// <summary>Media type of .xlsx.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const double DayWidth = 12;
    private const double MoneyWidth = 14;

    private readonly ExcelPackage _package = new();
    private readonly ExcelWorksheet _sheet;
    private readonly double[] _widths;

    /// <summary>Begins a workbook with one sheet.</summary>
    /// <param name="name">Name of the sheet.</param>
    /// <param name="title">First line.</param>
    /// <param name="note">Second line: what it holds, as of when, by whom.</param>
    /// <param name="headings">Headings, frozen with the first column.</param>
    public Workbook(string name, string title, string note, IReadOnlyList<string> headings)
    {
        _sheet = _package.Workbook.Worksheets.Add(name);
        _widths = [.. headings.Select(WidthOf)];
        _sheet.Cells[1, 1].Value = title;
        _sheet.Cells[1, 1].Style.Font.Bold = true;
        _sheet.Cells[1, 1].Style.Font.Size = 14;
        _sheet.Cells[2, 1].Value = note;
        for (var i = 0; i < headings.Count; i++)
        {
            var cell = _sheet.Cells[HeadRow, i + 1];
            cell.Value = headings[i];
            cell.Style.Font.Bold = true;
            cell.Style.WrapText = true;
            cell.Style.Fill.PatternType = ExcelFillStyle.Solid;
            cell.Style.Fill.BackgroundColor.SetColor(Color.FromArgb(0xE6, 0xEB, 0xF4));
        }
        _sheet.View.FreezePanes(HeadRow + 1, 2);
        Row = HeadRow;
    }

    /// <summary>Row of the headings; data begins below.</summary>
    public static int HeadRow => 3;

    /// <summary>The last row written.</summary>
    public int Row { get; private set; }

    /// <summary>Adds a row of values; a <see cref="Formula"/> becomes a formula, a day a real date, <see cref="Money"/> a number in yuan.</summary>
    public void Add(params IReadOnlyList<object?> values)
    {
        Row++;
        for (var i = 0; i < values.Count; i++)
        {
            var cell = _sheet.Cells[Row, i + 1];
            if (values[i] is Formula formula)
            {
                cell.Formula = formula.Text;
                cell.Style.Numberformat.Format = formula.Format;
                _widths[i] = Math.Max(_widths[i], MoneyWidth);
            }
            else if (values[i] is Money money)
            {
                cell.Value = money.Yuan;
                cell.Style.Numberformat.Format = Formula.MoneyFormat;
                _widths[i] = Math.Max(_widths[i], MoneyWidth);
            }
            else if (values[i] is DateOnly day)
            {
                cell.Value = day.ToDateTime(TimeOnly.MinValue);
                cell.Style.Numberformat.Format = "yyyy-mm-dd";
                _widths[i] = Math.Max(_widths[i], DayWidth);
            }
            else
            {
                cell.Value = values[i];
                _widths[i] = Math.Max(_widths[i], WidthOf(values[i]?.ToString() ?? ""));
            }
            if (values[i] is decimal)
            {
                cell.Style.Numberformat.Format = "0.0";
            }
        }
    }

    /// <summary>Adds a last row with the sums of columns of money as formulas, so that they recompute in any spreadsheet program.</summary>
    /// <param name="label">What stands in the first column: 合计.</param>
    /// <param name="columns">Columns to sum, from 1; must hold <see cref="Money"/>.</param>
    public void AddSums(string label, params IReadOnlyList<int> columns)
    {
        var last = Row;
        var cells = new object?[_widths.Length];
        cells[0] = label;
        foreach (var column in columns)
        {
            var letter = Letter(column);
            cells[column - 1] = last > HeadRow ? new Formula($"SUM({letter}{HeadRow + 1}:{letter}{last})", Formula.MoneyFormat) : Money.Zero;
        }
        Add(cells);
        _sheet.Cells[Row, 1, Row, _widths.Length].Style.Font.Bold = true;
        _sheet.Cells[Row, 1, Row, _widths.Length].Style.Border.Top.Style = ExcelBorderStyle.Thin;
    }

    /// <summary>Letters of a column, from 1.</summary>
    public static string Letter(int column) => ExcelCellAddress.GetColumnLetter(column);

    /// <summary>The file.</summary>
    public byte[] Finish()
    {
        for (var i = 0; i < _widths.Length; i++)
        {
            _sheet.Column(i + 1).Width = Math.Min(_widths[i], 44);
        }
        _package.Workbook.Calculate();
        return _package.GetAsByteArray();
    }

    /// <inheritdoc />
    public void Dispose() => _package.Dispose();

    /// <summary>Chinese characters take two columns' widths.</summary>
    internal static double WidthOf(string text) => text.Sum(c => c > 0x2E7F ? 2.1 : 1.1) + 2;
}

/// <summary>A formula for a cell, without the equals sign.</summary>
/// <param name="Text">The formula.</param>
/// <param name="Format">Number format.</param>
public sealed record Formula(string Text, string Format = "0.0")
{
    /// <summary>Yuan with two decimals, minus in red as finance writes it.</summary>
    public const string MoneyFormat = "#,##0.00;[Red]-#,##0.00";
}
