using CEBase.Platform.Values;
using CsvHelper;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace CEBase.Platform.Lists;

/// <summary>A list as a file, written forwards in batches, so that its length costs no memory.</summary>
internal static class ListExport
{
    private const int Batch = 2_000;
    private const int HeadRow = 3;

    public static async Task<ListFile> WriteAsync<TRow>(ListQuery<TRow> query, string note, bool asCsv, Func<int, int, Task<IReadOnlyList<TRow>>> rows, CancellationToken cancel)
    {
        // Deleted by the system when the answer has been sent and the stream is closed.
        var content = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var columns = query.Columns.Where(c => !c.NotExported).ToList();
            var count = await (asCsv ? CsvAsync(content, columns, rows) : WorkbookAsync(content, query.Title, note, columns, rows, cancel));
            content.Position = 0;
            return asCsv
                ? new ListFile(content, "text/csv", $"{query.FileName ?? query.Title}.csv", count)
                : new ListFile(content, Exports.Workbook.MediaType, $"{query.FileName ?? query.Title}.xlsx", count);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    private static async Task<int> CsvAsync<TRow>(Stream content, List<ListColumn<TRow>> columns, Func<int, int, Task<IReadOnlyList<TRow>>> rows)
    {
        await using var writer = new StreamWriter(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions(), true);
        csv.WriteRecord([.. columns.Select(c => c.Label)]);
        return await EachAsync(rows, row =>
        {
            csv.WriteRecord([.. columns.Select(c => ListValues.Csv(c.Value(row)))]);
            return Task.CompletedTask;
        });
    }

    private static async Task<int> WorkbookAsync<TRow>(Stream content, string title, string note, List<ListColumn<TRow>> columns, Func<int, int, Task<IReadOnlyList<TRow>>> rows, CancellationToken cancel)
    {
        await using var book = await Spreadsheet.CreateNewAsync(content, cancellationToken: cancel);
        var styles = new Styles(book);
        var first = await rows(Batch, 0);
        var sheet = new WorksheetOptions { FrozenRows = HeadRow, FrozenColumns = 1 };
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.Column(i + 1).Width = Math.Min(44, first.Take(200).Select(r => Exports.Workbook.WidthOf(ListValues.Text(columns[i].Value(r)))).Append(Exports.Workbook.WidthOf(columns[i].Label)).Max());
        }
        await book.StartWorksheetAsync(SheetName(title), sheet, cancel);
        await book.AddRowAsync([new StyledCell(title, styles.Title)], cancel);
        await book.AddRowAsync([new StyledCell(note, null)], cancel);
        await book.AddRowAsync([.. columns.Select(c => new StyledCell(c.Label, styles.Head))], cancel);
        var count = await EachAsync((size, skip) => skip == 0 ? Task.FromResult(first) : rows(size, skip), async row =>
            await book.AddRowAsync([.. columns.Select(c => styles.Cell(c.Value(row)))], cancel));
        if (count > 0 && columns.Any(c => c.IsSummed))
        {
            await book.AddRowAsync([.. columns.Select((c, i) => c.IsSummed ? new Cell(new SpreadCheetah.Formula($"SUM({Exports.Workbook.Letter(i + 1)}{HeadRow + 1}:{Exports.Workbook.Letter(i + 1)}{HeadRow + count})"), styles.Sum) : new Cell(i == 0 ? "合计" : null, styles.Sum))], cancel);
        }
        await book.FinishAsync(cancel);
        return count;
    }

    private static async Task<int> EachAsync<TRow>(Func<int, int, Task<IReadOnlyList<TRow>>> rows, Func<TRow, Task> write)
    {
        var count = 0;
        for (IReadOnlyList<TRow> batch; (batch = await rows(Batch, count)).Count > 0;)
        {
            foreach (var row in batch)
            {
                await write(row);
            }
            count += batch.Count;
            if (batch.Count < Batch)
            {
                break;
            }
        }
        return count;
    }

    private static string SheetName(string title) => new([.. title.Where(c => c is not (':' or '\\' or '/' or '?' or '*' or '[' or ']')).Take(31)]);

    private sealed class Styles(Spreadsheet book)
    {
        private readonly StyleId _money = book.AddStyle(new Style { Format = NumberFormat.Custom(Exports.Formula.MoneyFormat) });
        private readonly StyleId _hours = book.AddStyle(new Style { Format = NumberFormat.Custom("0.0") });
        private readonly StyleId _day = book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd") });

        public StyleId Title { get; } = book.AddStyle(new Style { Font = { Bold = true, Size = 14 } });

        public StyleId Head { get; } = book.AddStyle(new Style { Font = { Bold = true }, Alignment = { WrapText = true }, Fill = { Color = System.Drawing.Color.FromArgb(0xE6, 0xEB, 0xF4) } });

        public StyleId Sum { get; } = book.AddStyle(new Style { Font = { Bold = true }, Format = NumberFormat.Custom(Exports.Formula.MoneyFormat) });

        public StyledCell Cell(object? value) => value switch
        {
            Money money => new StyledCell(money.Yuan, _money),
            StudyHours hours => new StyledCell(hours.Hours, _hours),
            DateOnly day => new StyledCell(day.ToDateTime(TimeOnly.MinValue), _day),
            DateTimeOffset instant => new StyledCell(instant.ChinaDay().ToDateTime(TimeOnly.MinValue), _day),
            int number => new StyledCell(number, null),
            long number => new StyledCell(number, null),
            decimal number => new StyledCell(number, null),
            null => new StyledCell((string?)null, null),
            _ => new StyledCell(ListValues.Text(value), null),
        };
    }
}

/// <summary>The file and how many rows it holds.</summary>
internal sealed record ListFile(Stream Content, string MediaType, string FileName, int Rows);
