using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Values;

namespace CEBase.Funds.Payments;

/// <summary>For finance: money that fits no bill, orders about which the platform is silent, days that don't agree.</summary>
internal sealed class PaymentWork(TimeProvider clock) : IWorkProvider
{
    /// <summary>Silence this often in a row is more than a hiccup.</summary>
    public const int SilencesThatCount = 3;

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbSession session, ICurrentUser user, DateOnly today)
    {
        if (!user.Has(Permissions.ReceiptsRecord))
        {
            return [];
        }
        var items = new List<WorkItem>();
        var strays = await session.ScalarAsync<int>("SELECT count(*) FROM stray_payment WHERE state = 'waiting'");
        if (strays > 0)
        {
            items.Add(new WorkItem(WorkKind.Waiting, "线上到账待认领", "/console/income/online") { Count = strays });
        }
        var stuck = await session.ScalarAsync<int>("SELECT count(*) FROM payment_order WHERE state = 'opened' AND failures >= @SilencesThatCount", new { SilencesThatCount });
        if (stuck > 0)
        {
            items.Add(new WorkItem(WorkKind.Stuck, "缴费订单查询不到结果", "/console/income/online?state=stuck") { Count = stuck, Detail = "支付平台没有应答" });
        }
        var days = await session.QueryAsync<DateOnly>("SELECT day FROM payment_statement WHERE differences > 0 AND day >= @Since ORDER BY day DESC LIMIT 10", new { Since = clock.Today().AddDays(-60) });
        items.AddRange(days.Select(day => new WorkItem(WorkKind.Waiting, $"{day.InTable()} 平台对账单与到账有差异", $"/console/income/online/statement?day={day.InTable()}")));
        return items;
    }
}
