using CEBase.Income.Bills;

namespace CEBase.Income.Invoices;

/// <summary>发票. One that was offset stands with both amounts, so that what counts is the sum of the last column.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class InvoiceListModel(ListServices services, RegisterExport export) : ListPage<Invoice>(services)
{
    protected override ListQuery<Invoice> Describe() => new("发票", InvoiceRepository.Select, "i.id DESC")
    {
        Unit = "张",
        Search = new("编号、抬头、发票号码", "i.number", "h.title", "i.invoice_no", "i.red_no"),
        Filters = [MonthFilter.Of("开票月份", "i.issued_on"), ListFilter.States(InvoiceWorkflow.Life.States, "i.state")],
        Columns =
        [
            new("编号", i => i.Number) { Link = i => IncomeAddresses.OfInvoice(i.Number), Sort = ("number", "i.number") },
            new("状态", i => InvoiceWorkflow.Life.State(i.State)) { Sort = ("state", StateOrder.Of("i.state", InvoiceWorkflow.Life.States)) },
            new("抬头", i => i.Title) { Place = CellPlace.Head, Sort = ("title", "h.title") },
            new("统一社会信用代码", i => i.CreditCode) { OnlyExported = true },
            new("项目", i => i.Item) { Place = CellPlace.Line, IsText = true },
            new("发票号码", i => i.InvoiceNo) { Detail = i => i.ReplacesNumber is null ? null : $"换开自 {i.ReplacesNumber}" },
            new("开票日", i => i.IssuedOn) { Sort = ("issued", "coalesce(i.issued_on, '')") },
            new("红字发票号码", i => i.RedNo) { OnlyExported = true },
            new("红冲日", i => i.RedOn) { OnlyExported = true },
            new("换开自", i => i.ReplacesNumber) { OnlyExported = true },
            new("票面（元）", i => Issued(i)) { OnlyExported = true, IsSummed = true },
            new("红冲（元）", i => Reddened(i)) { OnlyExported = true, IsSummed = true },
            new("净额（元）", i => Issued(i) - Reddened(i)) { OnlyExported = true, IsSummed = true },
            new("金额（元）", i => i.Amount) { NotExported = true, Place = CellPlace.Side, Sort = ("amount", "i.amount") },
        ],
    };

    protected override Task ExportedAsync(int rows) => export.NoteAsync("发票", rows);

    private static Money Issued(Invoice i) => i.InvoiceNo is null ? Money.Zero : i.Amount;

    private static Money Reddened(Invoice i) => i.State == InvoiceWorkflow.Reddened ? i.Amount : Money.Zero;
}
