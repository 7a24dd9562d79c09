using CEBase.Income.Bills;

namespace CEBase.Income.Register;

/// <summary>
/// Income on the "today" page. What is overdue and who was not billed is told to all who see income, because the money is missing whoever asks for it;
/// invoices, refunds and lines of the account to those who may act on them.
/// </summary>
internal sealed class IncomeWork(BillFigures figures, OverdueWork overdue) : IWorkProvider
{
    private static readonly string BillPage = IncomeAddresses.OfBill("{key}");

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var items = new List<WorkItem?>();
        if (user.Has(Permissions.IncomeView))
        {
            items.Add(await db.ReadWorkAsync(new WorkItem(WorkKind.Due, user.Has(Permissions.IncomeManage) ? "逾期应收，请催缴" : "逾期应收", $"{IncomeAddresses.Bills}?age=late"), BillPage, $"""
                SELECT r.number AS key, r.number || ' ' || r.payer_name AS name, coalesce(r.owed, r.amount) - r.received AS amount, c.class_no || '，已催 ' || r.reminders || ' 次' AS note, r.due_on AS due
                FROM receivable r JOIN published_training_class c ON c.id = r.class_id WHERE r.state IN ({ReceivableWorkflow.Owing}) AND r.due_on < @today
                """, "due, amount DESC, name", new { today }));
            items.Add(await UnbilledAsync(db));
        }
        if (user.Has(Permissions.IncomeManage))
        {
            items.Add(await db.ReadWorkAsync(new WorkItem(WorkKind.Waiting, "已退班或停班，有款未申请退费", $"{IncomeAddresses.Bills}?has=refundable"), BillPage, """
                SELECT r.number AS key, r.number || ' ' || r.payer_name AS name, r.received - r.refunded - coalesce(r.owed, 0) AS amount, r.state_since AS since FROM receivable r
                WHERE r.state = 'cancelled' AND r.received - r.refunded > coalesce(r.owed, 0) AND NOT EXISTS (SELECT 1 FROM refund f WHERE f.receivable_id = r.id AND f.state <> 'withdrawn')
                """, "since, name"));
        }
        if (user.Has(Permissions.ReceiptsRecord))
        {
            items.AddRange(await overdue.ReadAsync(db, today, "到账流水待认领", IncomeAddresses.Arrivals, $"{IncomeAddresses.Arrivals}#bills-{{key}}",
                "SELECT CAST(a.id AS text) AS key, a.payer_name || '，流水号 ' || a.outside_no AS name, a.amount - a.used - a.returned AS amount, a.paid_on || ' 到账' AS note, a.noted_at AS since FROM arrival a WHERE a.state = 'waiting'"));
            items.AddRange(await overdue.ReadAsync(db, today, "银行冲正待核查", IncomeAddresses.Arrivals, $"{IncomeAddresses.Arrivals}#finding-{{key}}",
                "SELECT CAST(v.id AS text) AS key, v.payer_name || '，流水号 ' || v.outside_no AS name, v.amount, v.booked_on || ' 冲正' AS note, v.noted_at AS since FROM account_reversal v WHERE v.finding IS NULL"));
            items.AddRange(await InvoicesAsync(db, today, "发票待红冲换开", "reissue", "1 = 1"));
            items.AddRange(await InvoicesAsync(db, today, "待登记发票", "asked", $"NOT EXISTS (SELECT 1 FROM receivable r WHERE r.invoice_id = i.id AND r.state IN ({ReceivableWorkflow.Owing}) AND r.payer_kind = 'Learner')"));
            items.AddRange(await RefundsAsync(db, today, "退费待退款", "approved"));
        }
        if (user.Has(Permissions.RefundApprove))
        {
            items.AddRange(await RefundsAsync(db, today, "退费待批准", "asked"));
            items.AddRange(await overdue.ReadAsync(db, today, "到账冲正待批准", $"{IncomeAddresses.Receipts}?show=asked", IncomeAddresses.OfReceipt("{key}"), """
                SELECT s.number AS key, q.number || ' ' || s.payer_name AS name, s.amount, q.asked_by_name || '申请' AS note, q.asked_at AS since
                FROM reversal_request q JOIN receipt s ON s.id = q.receipt_id WHERE q.state = 'asked'
                """));
        }
        return [.. items.OfType<WorkItem>()];
    }

    private async Task<WorkItem?> UnbilledAsync(DbScope db)
    {
        var classes = await figures.UnbilledAsync(db);
        return classes.Count == 0 ? null : new WorkItem(WorkKind.Stuck, $"{classes.Sum(c => c.Learners)} 名已录取学员还没有缴费通知", $"{IncomeAddresses.Bills}#unbilled")
        {
            Records = [.. classes.OrderByDescending(c => c.Learners).Select(c => new WorkRecord($"{c.ClassNo} {c.Name}", IncomeAddresses.OfClass(c.ClassNo)) { Detail = $"{c.Learners} 人" })],
        };
    }

    private Task<IReadOnlyList<WorkItem>> InvoicesAsync(DbScope db, DateOnly today, string text, string state, string only) => overdue.ReadAsync(db, today, text, $"{IncomeAddresses.Invoices}?state={state}", IncomeAddresses.OfInvoice("{key}"), $"""
        SELECT i.number AS key, i.number || ' ' || h.title AS name, i.amount, i.state_since AS since FROM invoice i JOIN invoice_header h ON h.id = i.header_id WHERE i.state = '{state}' AND {only}
        """);

    private Task<IReadOnlyList<WorkItem>> RefundsAsync(DbScope db, DateOnly today, string text, string state) => overdue.ReadAsync(db, today, text, $"{IncomeAddresses.Refunds}?state={state}", IncomeAddresses.OfRefund("{key}"), $"""
        SELECT f.number AS key, f.number || ' ' || r.payer_name AS name, f.amount, f.asked_by_name || '申请' AS note, f.state_since AS since
        FROM refund f JOIN receivable r ON r.id = f.receivable_id WHERE f.state = '{state}'
        """);
}
