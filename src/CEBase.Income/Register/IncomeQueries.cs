using CEBase.Income.Bills;

namespace CEBase.Income.Register;

/// <summary>A class with admitted learners who have no bill.</summary>
internal sealed record UnbilledClass
{
    public string ClassNo { get; init; } = "";
    public string Name { get; init; } = "";
    public int Learners { get; init; }
}

/// <summary>What the list is asked for.</summary>
internal sealed record IncomeFilter
{
    public string? Q { get; init; }
    public string? State { get; init; }

    /// <summary>Code of an <see cref="AgeBand"/>, or <c>late</c> for all that are.</summary>
    public string? Age { get; init; }

    public PayerKind? Payer { get; init; }

    /// <summary>received, refunded, invoiced or uninvoiced (settled without an invoice).</summary>
    public string? Has { get; init; }

    public long? ClassId { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 30;
}

/// <summary>Reads bills in lists.</summary>
internal sealed class IncomeQueries(TimeProvider clock)
{
    /// <summary>In the filter of states: everything that is still owed, by who stays and who left.</summary>
    public const string Unpaid = "unpaid";

    private const string From = " FROM receivable r JOIN training_class c ON c.id = r.class_id";
    private const string IsInvoiced = "EXISTS (SELECT 1 FROM invoice i WHERE i.id = r.invoice_id AND i.state IN ('issued', 'reissue'))";

    public async Task<(IReadOnlyList<Receivable> Items, IncomeSums Sums)> ListAsync(DbScope db, IncomeFilter filter)
    {
        var (where, values) = Where(db, filter);
        var size = Math.Clamp(filter.Size, 1, 100_000);
        var items = await db.QueryAsync<Receivable>($"{Receivable.Select} WHERE {where} ORDER BY CASE WHEN r.state IN ({ReceivableWorkflow.Owing}) THEN 0 ELSE 1 END, r.due_on, r.id LIMIT {size} OFFSET {(Math.Max(filter.Page, 1) - 1L) * size}", values);
        var sums = await db.FirstAsync<IncomeSums>($"""
            SELECT count(*) AS count, CAST(coalesce(sum(CASE WHEN r.state = 'cancelled' THEN r.received - r.refunded ELSE coalesce(r.owed, r.amount) END), 0) AS bigint) AS billed,
              CAST(coalesce(sum(r.received), 0) AS bigint) AS received, CAST(coalesce(sum(r.refunded), 0) AS bigint) AS refunded,
              CAST(coalesce(sum(CASE WHEN {IsInvoiced} THEN (SELECT b.amount FROM invoice_bill b WHERE b.invoice_id = r.invoice_id AND b.receivable_id = r.id) ELSE 0 END), 0) AS bigint) AS invoiced,
              CAST(coalesce(sum(CASE WHEN r.state IN ({ReceivableWorkflow.Owing}) THEN coalesce(r.owed, r.amount) - r.received ELSE 0 END), 0) AS bigint) AS outstanding
            {From} WHERE {where}
            """, values);
        return (items, sums!);
    }

    /// <summary>What is owed, by how late it is.</summary>
    public async Task<IReadOnlyList<AgeSum>> AgesAsync(DbScope db, long? classId = null)
    {
        var today = clock.Today();
        var days = await db.QueryAsync<DueSum>($"""
            SELECT due_on, count(*) AS count, CAST(sum(coalesce(owed, amount) - received) AS bigint) AS outstanding FROM receivable WHERE state IN ({ReceivableWorkflow.Owing}){(classId is null ? "" : " AND class_id = @classId")} GROUP BY due_on
            """, new { classId });
        return [.. AgeBand.All.Select(band =>
        {
            var of = days.Where(d => AgeBand.Of(d.DueOn, today) == band).ToList();
            return new AgeSum(band, of.Sum(d => d.Count), of.Sum(d => d.Outstanding));
        })];
    }

    /// <summary>Classes that charge, are under way or just over, and have learners without a bill: fees not asked for in time.</summary>
    public static Task<IReadOnlyList<UnbilledClass>> UnbilledAsync(DbScope db) => db.QueryAsync<UnbilledClass>($"""
        SELECT c.class_no, c.name, count(*) AS learners FROM enrolment e JOIN training_class c ON c.id = e.class_id
        WHERE e.state = 'admitted' AND c.fee > 0 AND c.state IN ('open', 'ready', 'running', 'ended')
          AND NOT EXISTS (SELECT 1 FROM receivable r WHERE r.class_id = e.class_id AND r.learner_id = e.learner_id AND r.state IN ({ReceivableWorkflow.Living}))
        GROUP BY c.class_no, c.name ORDER BY c.class_no
        """);

    private (string Where, object Values) Where(DbScope db, IncomeFilter filter)
    {
        var today = clock.Today();
        var where = new List<string> { "1 = 1" };
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            where.Add($"(r.number {db.Dialect.Like} @Like ESCAPE '\\' OR r.payer_name {db.Dialect.Like} @Like ESCAPE '\\' OR c.class_no {db.Dialect.Like} @Like ESCAPE '\\' OR c.name {db.Dialect.Like} @Like ESCAPE '\\')");
        }
        if (filter.State == Unpaid)
        {
            where.Add($"r.state IN ({ReceivableWorkflow.Owing})");
        }
        else if (!string.IsNullOrEmpty(filter.State))
        {
            where.Add("r.state = @State");
        }
        if (filter.Payer is not null)
        {
            where.Add("r.payer_kind = @Payer");
        }
        if (filter.ClassId is not null)
        {
            where.Add("r.class_id = @ClassId");
        }
        if (filter.Has is { } has && Conditions.TryGetValue(has, out var condition))
        {
            where.Add(condition);
        }
        var band = filter.Age == "late" ? new AgeBand("late", "", 1, null) : AgeBand.All.FirstOrDefault(b => b.Code == filter.Age);
        if (band is not null)
        {
            where.Add($"r.state IN ({ReceivableWorkflow.Owing})" + (band.From is null ? "" : " AND r.due_on <= @Newest") + (band.Until is null ? "" : " AND r.due_on >= @Oldest"));
        }
        return (string.Join(" AND ", where), new
        {
            Like = SqlText.Containing(filter.Q ?? ""), filter.State, Payer = filter.Payer?.ToString(), ClassId = filter.ClassId ?? 0,
            Newest = today.AddDays(-(band?.From ?? 0)), Oldest = today.AddDays(-(band?.Until ?? 0)),
        });
    }

    private static readonly Dictionary<string, string> Conditions = new()
    {
        ["received"] = "r.received > 0",
        ["refunded"] = "r.refunded > 0",
        ["invoiced"] = IsInvoiced,
        ["uninvoiced"] = $"r.state = 'settled' AND NOT {IsInvoiced}",
        ["refundable"] = "r.state = 'cancelled' AND r.received - r.refunded > coalesce(r.owed, 0)",
    };

    private sealed record DueSum
    {
        public DateOnly DueOn { get; init; }
        public int Count { get; init; }
        public Money Outstanding { get; init; }
    }
}

/// <summary>Bills by number, payer or class.</summary>
internal sealed class BillSearch(IncomeQueries queries) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => user.Has(Permissions.IncomeView)
        ? [.. (await queries.ListAsync(db, new IncomeFilter { Q = text, Size = limit })).Items.Select(b =>
            new SearchHit("缴费通知", $"{b.Number} {b.PayerName}", $"{b.Item}，{b.Amount} 元，尚欠 {b.Outstanding} 元", $"/console/income/bills/{b.Number}"))]
        : [];
}
