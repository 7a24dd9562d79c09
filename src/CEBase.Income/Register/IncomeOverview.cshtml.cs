using CEBase.Income.Bills;

namespace CEBase.Income.Register;

/// <summary>应收与收费: sums and ageing list; each figure leads to its rows.</summary>
[RequirePermission(Permissions.IncomeView)]
[RestsOn("BJTU:35", How = "应收按逾期天数分段列出，逾期的可催缴")]
[RestsOn("NPU:21", How = "收入按班列明应收、到账、开票和退费，可导出")]
internal sealed class IncomeOverviewModel(IDatabase database, IncomeQueries queries, Reminders reminders, RegisterExport export, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Age { get; set; }
    [FromQuery] public string? Has { get; set; }
    [FromQuery] public PayerKind? Payer { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<Receivable> Items { get; private set; } = [];
    public IncomeSums Sums { get; private set; } = new();
    public IReadOnlyList<AgeSum> Ages { get; private set; } = [];
    public IReadOnlyList<UnbilledClass> Unbilled { get; private set; } = [];
    public DateOnly Today => clock.Today();
    public bool MayManage => user.Has(Permissions.IncomeManage);
    public bool MayRecord => user.Has(Permissions.ReceiptsRecord);
    public string ExportAddress => $"/console/income{Request.QueryString.Add("handler", "Export")}";
    public bool HasLate => Ages.Any(a => a.Band.From is not null && a.Count > 0);

    private IncomeFilter Filter => new() { Q = Q, State = State == IncomeQueries.Unpaid || ReceivableWorkflow.Life.States.Any(s => s.Name == State) ? State : null, Age = Age, Has = Has, Payer = Payer, Page = P, Size = Size };

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        P = Math.Clamp(P, 1, 100_000);
        (Items, Sums) = await queries.ListAsync(db, Filter);
        Ages = await queries.AgesAsync(db);
        Unbilled = await IncomeQueries.UnbilledAsync(db);
        return 0;
    });

    public async Task<IActionResult> OnPostRemindAsync()
    {
        if (!MayManage)
        {
            return Forbid();
        }
        var count = await database.WriteAsync(db => reminders.RemindAsync(db, null, user));
        TempData["Done"] = count > 0 ? $"已催缴 {count} 份逾期缴费通知，缴费人在“我的缴费”里看到。" : "逾期的都在催缴间隔之内，没有再催。";
        return Redirect("/console/income?age=late");
    }

    /// <summary>All that match as a workbook; who took it stands in the trace.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var (items, _) = await database.ReadAsync(db => queries.ListAsync(db, Filter with { Page = 1, Size = RegisterExport.Most }), cancel);
        await export.NoteAsync("缴费通知", items.Count, cancel);
        return File(IncomeWorkbook.Make(items, Today), Workbook.MediaType, $"应收与收费-{Today.InTable()}.xlsx");
    }
}

/// <summary>Bills as a workbook with totals as formulas.</summary>
internal static class IncomeWorkbook
{
    public static byte[] Make(IReadOnlyList<Receivable> bills, DateOnly today)
    {
        using var book = new Workbook("应收与收费", "应收与收费", $"{today.InTable()} 导出，{bills.Count} 份；已终止的不计应收。",
            ["编号", "班号", "培训班", "付款人", "项目", "依据", "应收（元）", "到账（元）", "退费（元）", "尚欠（元）", "开具日", "期限", "逾期天数", "催缴次数", "状态"]);
        foreach (var b in bills)
        {
            book.Add(b.Number, b.ClassNo, b.ClassName, b.PayerName, b.Item, b.BasisNo, b.State == ReceivableWorkflow.Cancelled ? b.Kept : b.Owed, b.Received, b.Refunded, b.Outstanding, b.IssuedOn, b.DueOn,
                Math.Max(b.DaysLate(today), 0), b.Reminders, ReceivableWorkflow.Life.State(b.State).Label);
        }
        book.AddSums("合计", 7, 8, 9, 10);
        return book.Finish();
    }
}
