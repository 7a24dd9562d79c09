namespace CEBase.Funds.Income.Refunds;

/// <summary>退费.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class RefundListModel(IDatabase database, RegisterExport export, TimeProvider clock) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Q { get; set; }

    /// <summary>Month of paying back.</summary>
    [FromQuery] public string? Month { get; set; }

    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<Refund> Items { get; private set; } = [];
    public int Total { get; private set; }
    public string ExportAddress => $"/console/income/refunds{Request.QueryString.Add("handler", "Export")}";

    private string Order => SqlOrder.By(Sort, "f.id DESC", ("number", "f.number"), ("payer", "r.payer_name"), ("class", "c.class_no"), ("asked", "f.asked_at"), ("state", StateOrder.Of("f.state", RefundWorkflow.Life.States)), ("amount", "f.amount"));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 100_000);
        (Items, Total) = await database.ReadAsync(db => ListAsync(db, P, Size), cancel);
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var (items, _) = await database.ReadAsync(db => ListAsync(db, 1, RegisterExport.Most), cancel);
        await export.NoteAsync("退费", items.Count, cancel);
        var month = IncomeMonth.Of(Month);
        return File(Make(items, RegisterExport.Note(month, clock.Today(), items.Count)), Workbook.MediaType, $"退费-{month?.Text ?? clock.Today().InTable()}.xlsx");
    }

    private async Task<(IReadOnlyList<Refund> Items, int Total)> ListAsync(DbScope db, int page, int size)
    {
        var month = IncomeMonth.Of(Month);
        var where = (RefundWorkflow.Life.States.Any(s => s.Name == State) ? "f.state = @State" : "1 = 1")
            + (month is null ? "" : " AND f.paid_on >= @First AND f.paid_on <= @Last")
            + (string.IsNullOrWhiteSpace(Q) ? "" : " AND (" + string.Join(" OR ", new[] { "f.number", "r.number", "r.payer_name", "c.class_no", "f.paid_no" }.Select(column => $"{column} {db.Dialect.Like} @Like ESCAPE '\\'")) + ")");
        var values = new { State, First = month?.From, Last = month?.Until, Like = SqlText.Containing(Q ?? "") };
        return (await db.QueryAsync<Refund>($"{Refund.Select} WHERE {where} ORDER BY {Order} LIMIT {size} OFFSET {(page - 1L) * size}", values),
            await db.ScalarAsync<int>($"SELECT count(*) FROM refund f JOIN receivable r ON r.id = f.receivable_id JOIN training_class c ON c.id = r.class_id WHERE {where}", values));
    }

    private static byte[] Make(IReadOnlyList<Refund> refunds, string note)
    {
        using var book = new Workbook("退费", "退费", note, ["编号", "状态", "缴费通知", "付款人", "班号", "缘由", "算法", "申请人", "申请日", "退款流水号", "退款日", "申请退费（元）", "已退（元）"]);
        foreach (var r in refunds)
        {
            book.Add(r.Number, RefundWorkflow.Life.State(r.State).Label, r.BillNumber, r.PayerName, r.ClassNo, r.Ground.Label(), r.Basis, r.AskedByName, r.AskedAt.ChinaDay(), r.PaidNo, r.PaidOn, r.Amount,
                r.State == RefundWorkflow.Paid ? r.Amount : Money.Zero);
        }
        book.AddSums("合计", 12, 13);
        return book.Finish();
    }
}
