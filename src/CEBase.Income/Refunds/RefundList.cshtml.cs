using CEBase.Income.Bills;

namespace CEBase.Income.Refunds;

/// <summary>退费.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class RefundListModel(ListServices services, RegisterExport export) : ListPage<Refund>(services)
{
    protected override ListQuery<Refund> Describe() => new("退费", RefundRepository.Select, "f.id DESC")
    {
        Unit = "件",
        Search = new("编号、缴费通知、付款人、班号、流水号", "f.number", "r.number", "r.payer_name", "c.class_no", "f.paid_no"),
        Filters = [MonthFilter.Of("退款月份", "f.paid_on"), ListFilter.States(RefundWorkflow.Life.States, "f.state")],
        Columns =
        [
            new("编号", r => r.Number) { Link = r => IncomeAddresses.OfRefund(r.Number), Sort = ("number", "f.number") },
            new("状态", r => RefundWorkflow.Life.State(r.State)) { Sort = ("state", StateOrder.Of("f.state", RefundWorkflow.Life.States)) },
            new("缴费通知", r => r.BillNumber) { Link = r => IncomeAddresses.OfBill(r.BillNumber) },
            new("付款人", r => r.PayerName) { Place = CellPlace.Head, Sort = ("payer", "r.payer_name") },
            new("班号", r => r.ClassNo) { Sort = ("class", "c.class_no") },
            new("缘由", r => r.Ground.Label()),
            new("算法", r => r.Basis) { OnlyExported = true },
            new("申请人", r => r.AskedByName),
            new("申请日", r => r.AskedAt.ChinaDay()) { Sort = ("asked", "f.asked_at") },
            new("退款流水号", r => r.PaidNo) { OnlyExported = true },
            new("退款日", r => r.PaidOn) { OnlyExported = true },
            new("申请退费（元）", r => r.Amount) { Place = CellPlace.Side, IsSummed = true, Sort = ("amount", "f.amount") },
            new("已退（元）", r => r.State == RefundWorkflow.Paid ? r.Amount : Money.Zero) { OnlyExported = true, IsSummed = true },
        ],
    };

    protected override Task ExportedAsync(int rows) => export.NoteAsync("退费", rows);
}
