namespace CEBase.Income.OnlinePayments;

/// <summary>For finance: money that fits no bill, orders about which the platform is silent, days that don't agree.</summary>
internal sealed class PaymentWork(OverdueWork overdue) : IWorkProvider
{
    /// <summary>Silence this often in a row is more than a hiccup.</summary>
    public const int SilencesThatCount = 3;

    private const int DaysBack = 60;

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        if (!user.Has(Permissions.ReceiptsRecord))
        {
            return [];
        }
        var items = new List<WorkItem?>(await overdue.ReadAsync(db, today, "线上到账待认领", IncomeAddresses.Orders, IncomeAddresses.OfUnmatched("{key}"),
            "SELECT CAST(s.id AS text) AS key, s.payer_name || '，流水号 ' || s.trade_no AS name, s.amount, s.arrived_at AS since FROM stray_payment s WHERE s.state = 'waiting'"))
        {
            await db.ReadWorkAsync(new WorkItem(WorkKind.Stuck, "缴费订单查询不到结果", $"{IncomeAddresses.Orders}?state=stuck"), IncomeAddresses.OfOrder("{key}"), """
                SELECT o.number AS key, o.number || ' ' || r.payer_name AS name, o.amount, '支付平台没有应答' AS note, o.opened_at AS since
                FROM payment_order o JOIN receivable r ON r.id = o.receivable_id WHERE o.state = 'opened' AND o.failures >= @SilencesThatCount
                """, "since, name", new { SilencesThatCount }),
            await db.ReadWorkAsync(new WorkItem(WorkKind.Waiting, "平台对账单与到账有差异", null), IncomeAddresses.OfStatement("{key}"),
                "SELECT day AS key, day || ' 的对账单' AS name, differences || ' 处差异' AS note FROM payment_statement WHERE differences > 0 AND day >= @Since", "key DESC", new { Since = today.AddDays(-DaysBack) }),
        };
        return [.. items.OfType<WorkItem>()];
    }
}
