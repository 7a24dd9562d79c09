using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using CEBase.Regulations;

namespace CEBase.Funds.Reconciliation;

/// <summary>Months to be compared with the finance office's ledger, and compared ones that wait for a signature.</summary>
internal sealed class MonthWork(IParameters parameters) : IWorkProvider
{
    /// <summary>So many days after a month's end it should be compared.</summary>
    public const string ReconcileDays = "work.reconcile-days";

    private const string List = "/console/funds/reconciliation";
    private const int MonthsBack = 6;

    private sealed record Kept
    {
        public string Month { get; init; } = "";
        public string State { get; init; } = "";
        public int Proposals { get; init; }
    }

    private sealed record Paid
    {
        public string Month { get; init; } = "";
        public int Claims { get; init; }
        public Money Amount { get; init; }
    }

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbSession session, ICurrentUser user, DateOnly today)
    {
        var (reconciles, signs) = (user.Has(Permissions.Reconcile), user.Has(Permissions.SignForBase));
        if (!reconciles && !signs)
        {
            return [];
        }
        var kept = await session.QueryAsync<Kept>("""
            SELECT m.month, m.state, CAST((SELECT count(*) FROM reconciliation_item i WHERE i.month_id = m.id AND i.way = 'AmountAndDay' AND i.is_confirmed = FALSE) AS integer) AS proposals
            FROM reconciliation_month m WHERE m.state <> 'closed' OR m.month >= @First ORDER BY m.month
            """, new { First = Month(today.AddMonths(-MonthsBack)) });
        var days = (await parameters.TryGetAsync(session, ReconcileDays, today))?.Int;
        var open = kept.Where(m => m.State != "closed").ToList();
        var found = new List<(WorkKind, string, string?, WorkRecord)>();
        if (reconciles)
        {
            var paid = await session.QueryAsync<Paid>("""
                SELECT substr(paid_on, 1, 7) AS month, count(*) AS claims, CAST(sum(total) AS bigint) AS amount FROM claim
                WHERE state = 'paid' AND paid_on >= @From AND paid_on < @Until GROUP BY substr(paid_on, 1, 7) ORDER BY 1
                """, new { From = First(today).AddMonths(-MonthsBack), Until = First(today) });
            found.AddRange(paid.Where(p => kept.All(k => k.Month != p.Month)).Select(p =>
                (WorkKind.Due, "月份待与财务处对账", (string?)List, Of(p.Month, days) with { Href = List, Detail = $"付款 {p.Claims} 张报销单，{p.Amount} 元" })));
            found.AddRange(open.Where(m => m.State == "open" && m.Proposals > 0).Select(m => (WorkKind.Waiting, "对账里推定相符的待确认", (string?)List, Of(m.Month, days) with { Detail = $"{m.Proposals} 笔" })));
            found.AddRange(open.Where(m => m.State == "base_signed").Select(m => (WorkKind.Waiting, "对账待财务签字结账", (string?)List, Of(m.Month, days))));
        }
        if (signs)
        {
            found.AddRange(open.Where(m => m.State == "open" && m.Proposals == 0).Select(m => (WorkKind.Waiting, "对账待基地签字", (string?)List, Of(m.Month, days))));
        }
        return WorkItem.Sort(found);
    }

    private static WorkRecord Of(string month, int? days) => new($"{month} 对账", $"{List}/{month}") { Due = days is { } d && DateOnly.TryParseExact(month + "-01", "yyyy-MM-dd", out var first) ? first.AddMonths(1).AddDays(d - 1) : null };

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
