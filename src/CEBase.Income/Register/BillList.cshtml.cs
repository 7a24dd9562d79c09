using CEBase.Income.Bills;

namespace CEBase.Income.Register;

/// <summary>A bill in the list, with the sums over all rows of the view.</summary>
internal sealed record BillRow : Receivable
{
    public int AllCount { get; init; }
    public Money AllBilled { get; init; }
    public Money AllReceived { get; init; }
    public Money AllRefunded { get; init; }
    public Money AllInvoiced { get; init; }
    public Money AllOutstanding { get; init; }
}

/// <summary>应收与收费: sums and ageing list; each figure leads to its rows.</summary>
[RequirePermission(Permissions.IncomeView)]
[RestsOn("BJTU:35", How = "应收按逾期天数分段列出，逾期的可催缴")]
[RestsOn("NPU:21", How = "收入按班列明应收、到账、开票和退费，可导出")]
internal sealed class BillListModel(ListServices services, BillFigures figures, ReminderService reminders, RegisterExport export) : ListPage<BillRow>(services)
{
    public const string OwedFirst = $"CASE WHEN r.state IN ({ReceivableWorkflow.Owing}) THEN 0 ELSE 1 END, r.due_on, r.id";

    /// <summary>In the filter of states: everything that is still owed, by who stays and who left.</summary>
    public const string Unpaid = "unpaid";

    public static IReadOnlyList<string> Searched { get; } = ["r.number", "r.payer_name", "c.class_no", "c.name"];

    public IncomeSums Sums => Rows.Count == 0 ? new() : new()
    {
        Count = Rows[0].AllCount, Billed = Rows[0].AllBilled, Received = Rows[0].AllReceived, Refunded = Rows[0].AllRefunded, Invoiced = Rows[0].AllInvoiced, Outstanding = Rows[0].AllOutstanding,
    };

    public IReadOnlyList<AgeSum> Ages { get; private set; } = [];
    public IReadOnlyList<UnbilledClass> Unbilled { get; private set; } = [];
    public bool MayRemind => CurrentUser.Has(Permissions.IncomeManage) && Ages.Any(a => a.Band.From is not null && a.Count > 0);
    public bool MayRecord => CurrentUser.Has(Permissions.ReceiptsRecord);

    public async Task<IActionResult> OnPostRemindAsync()
    {
        CurrentUser.Demand(Permissions.IncomeManage);
        var count = await Database.WriteAsync(db => reminders.RemindAsync(db, null, CurrentUser));
        TempData["Done"] = count > 0 ? $"已催缴 {count} 份逾期缴费通知，缴费人在“我的缴费”里看到。" : "逾期的都在催缴间隔之内，没有再催。";
        return Redirect($"{IncomeAddresses.Bills}?age=late");
    }

    protected override ListQuery<BillRow> Describe() => new("应收与收费", $"""
        {ReceivableRepository.Columns}, count(*) OVER () AS all_count, {Sum(BillFigures.Billed)} AS all_billed, {Sum("r.received")} AS all_received, {Sum("r.refunded")} AS all_refunded,
          {Sum(BillFigures.Invoiced)} AS all_invoiced, {Sum(BillFigures.Outstanding)} AS all_outstanding
        {ReceivableRepository.From}
        """, OwedFirst)
    {
        Unit = "份",
        Search = new("编号、付款人、班号、班名", Searched),
        Filters =
        [
            new ListFilter("state", "状态", "r.state = @state")
            {
                Options = [new(Unpaid, "全部尚欠", $"r.state IN ({ReceivableWorkflow.Owing})"), .. ReceivableWorkflow.Life.States.Select(s => new ListOption(s.Name, s.Label))],
            },
            new ListFilter("age", "期限", "") { Options = [new("late", "全部逾期", Due(1, null)), .. AgeBand.All.Select(b => new ListOption(b.Code, b.Label, Due(b.From, b.Until)))] },
            ListFilter.Choice("payer", "付款人", "r.payer_kind", [new(nameof(PayerKind.Learner), "学员"), new(nameof(PayerKind.Client), "委托单位")]),
            new ListFilter("has", "往来", "")
            {
                Options =
                [
                    new("received", "有到账", "r.received > 0"), new("invoiced", "已开票", BillFigures.IsInvoiced), new("uninvoiced", "缴清未开票", $"r.state = 'settled' AND NOT {BillFigures.IsInvoiced}"),
                    new("refunded", "有退费", "r.refunded > 0"), new("refundable", "已终止有余款", "r.state = 'cancelled' AND r.received - r.refunded > coalesce(r.owed, 0)"),
                ],
            },
        ],
        Columns =
        [
            new("编号", b => b.Number) { Link = b => IncomeAddresses.OfBill(b.Number), Sort = ("number", "r.number") },
            new("付款人", b => b.PayerName) { Place = CellPlace.Head, Detail = b => b.PayerKind == PayerKind.Client ? $"第 {b.Instalment} 期" : null, Sort = ("payer", "r.payer_name") },
            new("班号", b => b.ClassNo) { Link = b => IncomeAddresses.OfClass(b.ClassNo), Detail = b => b.ClassName, Place = CellPlace.Line, Sort = ("class", "c.class_no") },
            new("培训班", b => b.ClassName) { OnlyExported = true },
            new("项目", b => b.Item) { OnlyExported = true },
            new("依据", b => b.BasisNo) { OnlyExported = true },
            new("状态", b => ReceivableWorkflow.Life.State(b.State)) { Sort = ("state", StateOrder.Of("r.state", ReceivableWorkflow.Life.States)) },
            new("期限", b => b.DueOn) { Detail = Lateness, IsAlarming = b => b.DaysLate(Today) > 0, Sort = ("due", "r.due_on") },
            new("应收（元）", b => b.State == ReceivableWorkflow.Cancelled ? b.Kept : b.Owed) { IsSummed = true, OnlyExported = true },
            new("应收（元）", b => b.Owed) { NotExported = true, Sort = ("owed", "coalesce(r.owed, r.amount)") },
            new("到账（元）", b => b.Received) { IsSummed = true, Sort = ("received", "r.received") },
            new("退费（元）", b => b.Refunded) { IsSummed = true },
            new("尚欠（元）", b => b.Outstanding) { IsSummed = true, Place = CellPlace.Side },
            new("开具日", b => b.IssuedOn) { OnlyExported = true },
            new("逾期天数", b => Math.Max(b.DaysLate(Today), 0)) { OnlyExported = true },
            new("催缴次数", b => b.Reminders) { OnlyExported = true },
        ],
    };

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Ages = await figures.AgesAsync(db);
        Unbilled = await figures.UnbilledAsync(db);
    }

    protected override Task ExportedAsync(int rows) => export.NoteAsync("缴费通知", rows);

    private static string Sum(string term) => $"CAST(sum({term}) OVER () AS bigint)";

    /// <summary>Owed, and between so many days past the due day.</summary>
    private string Due(int? from, int? until) => $"r.state IN ({ReceivableWorkflow.Owing})"
        + (from is null ? "" : $" AND r.due_on <= '{Today.AddDays(-from.Value).InTable()}'") + (until is null ? "" : $" AND r.due_on >= '{Today.AddDays(-until.Value).InTable()}'");

    private string? Lateness(BillRow b) => string.Join("，", new[]
    {
        b.DaysLate(Today) is > 0 and var late ? $"逾期 {late} 天" : "", b.Reminders > 0 && b.Outstanding > Money.Zero ? $"已催 {b.Reminders} 次" : "",
    }.Where(part => part.Length > 0));
}
