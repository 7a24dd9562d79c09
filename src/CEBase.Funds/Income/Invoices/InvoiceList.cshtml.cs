namespace CEBase.Funds.Income.Invoices;

/// <summary>发票.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class InvoiceListModel(IDatabase database, RegisterExport export, TimeProvider clock) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Q { get; set; }

    /// <summary>Month of issue.</summary>
    [FromQuery] public string? Month { get; set; }

    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<Invoice> Items { get; private set; } = [];
    public int Total { get; private set; }
    public string ExportAddress => $"/console/income/invoices{Request.QueryString.Add("handler", "Export")}";

    private string Order => SqlOrder.By(Sort, "i.id DESC", ("number", "i.number"), ("title", "h.title"), ("state", StateOrder.Of("i.state", InvoiceWorkflow.Life.States)), ("issued", "coalesce(i.issued_on, '')"), ("amount", "i.amount"));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 100_000);
        (Items, Total) = await database.ReadAsync(db => ListAsync(db, P, Size), cancel);
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var (items, _) = await database.ReadAsync(db => ListAsync(db, 1, RegisterExport.Most), cancel);
        await export.NoteAsync("发票", items.Count, cancel);
        var month = IncomeMonth.Of(Month);
        return File(Make(items, RegisterExport.Note(month, clock.Today(), items.Count)), Workbook.MediaType, $"发票-{month?.Text ?? clock.Today().InTable()}.xlsx");
    }

    private async Task<(IReadOnlyList<Invoice> Items, int Total)> ListAsync(DbScope db, int page, int size)
    {
        var month = IncomeMonth.Of(Month);
        var where = (InvoiceWorkflow.Life.States.Any(s => s.Name == State) ? "i.state = @State" : "1 = 1")
            + (month is null ? "" : " AND i.issued_on >= @First AND i.issued_on <= @Last")
            + (string.IsNullOrWhiteSpace(Q) ? "" : $" AND (i.number {db.Dialect.Like} @Like ESCAPE '\\' OR h.title {db.Dialect.Like} @Like ESCAPE '\\' OR i.invoice_no {db.Dialect.Like} @Like ESCAPE '\\' OR i.red_no {db.Dialect.Like} @Like ESCAPE '\\')");
        var values = new { State, First = month?.From, Last = month?.Until, Like = SqlText.Containing(Q ?? "") };
        return (await db.QueryAsync<Invoice>($"{Invoice.Select} WHERE {where} ORDER BY {Order} LIMIT {size} OFFSET {(page - 1L) * size}", values),
            await db.ScalarAsync<int>($"SELECT count(*) FROM invoice i JOIN invoice_header h ON h.id = i.header_id WHERE {where}", values));
    }

    /// <summary>One that was offset stands with both amounts, so that what counts is the sum of the last column.</summary>
    private static byte[] Make(IReadOnlyList<Invoice> invoices, string note)
    {
        using var book = new Workbook("发票", "发票", note, ["编号", "状态", "抬头", "统一社会信用代码", "项目", "发票号码", "开票日", "红字发票号码", "红冲日", "换开自", "票面（元）", "红冲（元）", "净额（元）"]);
        foreach (var i in invoices)
        {
            var issued = i.InvoiceNo is null ? Money.Zero : i.Amount;
            book.Add(i.Number, InvoiceWorkflow.Life.State(i.State).Label, i.Title, i.CreditCode, i.Item, i.InvoiceNo, i.IssuedOn, i.RedNo, i.RedOn, i.ReplacesNumber, issued,
                i.State == InvoiceWorkflow.Reddened ? i.Amount : Money.Zero, new Formula($"K{book.Row + 1}-L{book.Row + 1}", Formula.MoneyFormat));
        }
        book.AddSums("合计", 11, 12, 13);
        return book.Finish();
    }
}
