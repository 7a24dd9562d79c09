namespace CEBase.Funds.Reconciliation;

/// <summary>Months to be compared with the finance office's ledger, and compared ones that wait for a signature.</summary>
internal sealed class MonthWork(IParameters parameters) : IWorkProvider
{
    /// <summary>So many days after a month's end it should be compared.</summary>
    public const string ReconcileDays = "work.reconcile-days";

    private const string List = FundsAddresses.Reconciliation;
    private const int MonthsBack = 6;

    private sealed record ComparedPeriod
    {
        public string Key { get; init; } = "";
        public string State { get; init; } = "";
        public int Proposals { get; init; }
        public AccountingPeriod Period => AccountingPeriod.OfKey(Key);
    }

    private sealed record PaidMonth
    {
        public string Month { get; init; } = "";
        public int Claims { get; init; }
        public Money Amount { get; init; }
    }

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var (reconciles, signs) = (user.Has(Permissions.Reconcile), user.Has(Permissions.SignForBase));
        if (!reconciles && !signs)
        {
            return [];
        }
        var compared = await db.QueryAsync<ComparedPeriod>("""
            SELECT m.month AS key, m.state, CAST((SELECT count(*) FROM reconciliation_match i WHERE i.period_id = m.id AND i.way IN @Proposed AND i.is_confirmed = FALSE) AS integer) AS proposals
            FROM reconciliation_month m WHERE m.state <> 'closed' OR m.until_month >= @First ORDER BY m.month
            """, new { First = AccountingPeriod.MonthOf(today.AddMonths(-MonthsBack)), Proposed = Enum.GetValues<MatchWay>().Where(w => w.IsProposed()).Select(w => w.ToString()).ToArray() });
        var days = (await parameters.TryGetAsync(db, ReconcileDays, today))?.Int;
        var open = compared.Where(m => m.State != "closed").ToList();
        var found = new List<(WorkKind, string, string?, WorkRecord)>();
        if (reconciles)
        {
            var paid = await db.QueryAsync<PaidMonth>("""
                SELECT substr(paid_on, 1, 7) AS month, count(*) AS claims, CAST(sum(total) AS bigint) AS amount FROM claim
                WHERE state = 'paid' AND paid_on >= @From AND paid_on < @Until GROUP BY substr(paid_on, 1, 7) ORDER BY 1
                """, new { From = First(today).AddMonths(-MonthsBack), Until = First(today) });
            var months = compared.SelectMany(k => k.Period.Months).ToHashSet();
            found.AddRange(paid.Where(p => !months.Contains(p.Month)).Select(p =>
                (WorkKind.Due, "月份待与财务处对账", (string?)List, Of(AccountingPeriod.OfKey(p.Month), days) with { Href = List, Detail = $"付款 {p.Claims} 张报销单，{p.Amount} 元" })));
            found.AddRange(open.Where(m => m.State == "open" && m.Proposals > 0).Select(m => (WorkKind.Waiting, "对账里推定相符的待确认", (string?)List, Of(m.Period, days) with { Detail = $"{m.Proposals} 笔" })));
            found.AddRange(open.Where(m => m.State == "base_signed").Select(m => (WorkKind.Waiting, "对账待财务签字结账", (string?)List, Of(m.Period, days))));
        }
        if (signs)
        {
            found.AddRange(open.Where(m => m.State == "open" && m.Proposals == 0).Select(m => (WorkKind.Waiting, "对账待基地签字", (string?)List, Of(m.Period, days))));
        }
        return WorkItem.Sort(found);
    }

    private static WorkRecord Of(AccountingPeriod period, int? days) => new($"{period.Label} 对账", $"{List}/{period.Key}") { Due = days is { } d ? period.LastDay.AddDays(d) : null };

    private static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);
}
