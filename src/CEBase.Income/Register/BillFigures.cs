using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.Register;

/// <summary>A class with admitted learners who have no bill.</summary>
internal sealed record UnbilledClass
{
    public string ClassNo { get; init; } = "";
    public string Name { get; init; } = "";
    public int Learners { get; init; }
}

/// <summary>Sums over bills, for income's own pages and for other modules.</summary>
internal sealed class BillFigures(ReceivableRepository bills, ReceivedIncome received, TimeProvider clock) : IIncomeFigures
{
    public const string IsInvoiced = "EXISTS (SELECT 1 FROM invoice i WHERE i.id = r.invoice_id AND i.state IN ('issued', 'reissue'))";

    /// <summary>What each bill <c>r</c> adds to the sums.</summary>
    public const string Billed = "CASE WHEN r.state = 'cancelled' THEN r.received - r.refunded ELSE coalesce(r.owed, r.amount) END";

    public const string Invoiced = $"CASE WHEN {IsInvoiced} THEN (SELECT b.amount FROM invoice_bill b WHERE b.invoice_id = r.invoice_id AND b.receivable_id = r.id) ELSE 0 END";

    public const string Outstanding = $"CASE WHEN r.state IN ({ReceivableWorkflow.Owing}) THEN coalesce(r.owed, r.amount) - r.received ELSE 0 END";

    public async Task<Money> KeptAsync(DbScope db, int? year) => year is null ? await received.TotalAsync(db) : (await received.ByClassAsync(db, year)).Sum(c => c.Kept);

    public async Task<IReadOnlyList<BillInfo>> BillsAsync(DbScope db, long classId) =>
        [.. (await bills.OfClassAsync(db, classId)).Select(b => new BillInfo(b.Number, b.PayerName, b.Amount, b.Received, b.Refunded, ReceivableWorkflow.Life.State(b.State).Label))];

    public async Task<IncomeSums> OfClassAsync(DbScope db, long classId) => (await db.FirstAsync<IncomeSums>($"""
        SELECT count(*) AS count, CAST(coalesce(sum({Billed}), 0) AS bigint) AS billed, CAST(coalesce(sum(r.received), 0) AS bigint) AS received, CAST(coalesce(sum(r.refunded), 0) AS bigint) AS refunded,
          CAST(coalesce(sum({Invoiced}), 0) AS bigint) AS invoiced, CAST(coalesce(sum({Outstanding}), 0) AS bigint) AS outstanding
        FROM receivable r WHERE r.class_id = @classId
        """, new { classId }))!;

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
    public Task<IReadOnlyList<UnbilledClass>> UnbilledAsync(DbScope db) => db.QueryAsync<UnbilledClass>($"""
        SELECT c.class_no, c.name, count(*) AS learners FROM published_enrolment e JOIN published_training_class c ON c.id = e.class_id
        WHERE e.state = 'admitted' AND c.fee > 0 AND c.state IN ('open', 'ready', 'running', 'ended')
          AND NOT EXISTS (SELECT 1 FROM receivable r WHERE r.class_id = e.class_id AND r.learner_id = e.learner_id AND r.state IN ({ReceivableWorkflow.Living}))
        GROUP BY c.class_no, c.name ORDER BY c.class_no
        """);

    private sealed record DueSum
    {
        public DateOnly DueOn { get; init; }
        public int Count { get; init; }
        public Money Outstanding { get; init; }
    }
}

/// <summary>Bills by number, payer or class.</summary>
internal sealed class BillSearch : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => !user.Has(Permissions.IncomeView) ? []
        : [.. (await db.QueryAsync<Receivable>($"""
            {ReceivableRepository.Columns} {ReceivableRepository.From} WHERE {string.Join(" OR ", BillListModel.Searched.Select(column => $"{column} {db.Dialect.Like} @Like ESCAPE '\\'"))}
            ORDER BY {BillListModel.OwedFirst} LIMIT @limit
            """, new { Like = SqlText.Containing(text), limit })).Select(b =>
                new SearchHit("缴费通知", $"{b.Number} {b.PayerName}", $"{b.Item}，{b.Amount} 元，尚欠 {b.Outstanding} 元", IncomeAddresses.OfBill(b.Number)))];
}
