namespace CEBase.Income.OnlinePayments;

/// <summary>线上缴费: money that waits to be put to a bill, and the orders with what keeps them.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class OnlinePaymentsModel(IDatabase database, PaymentSettings settings) : PageModel
{
    public const int Size = 30;

    /// <summary>Open orders about which the platform keeps silent.</summary>
    public const string Stuck = "stuck";

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public bool IsOn => settings.IsOn;
    public IReadOnlyList<UnmatchedPayment> Strays { get; private set; } = [];
    public IReadOnlyList<PaymentOrder> Items { get; private set; } = [];
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public int StuckCount { get; private set; }
    public int Total { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        P = Math.Clamp(P, 1, 100_000);
        Strays = await db.QueryAsync<UnmatchedPayment>($"{UnmatchedPayment.Select} WHERE s.state = 'waiting' ORDER BY s.id LIMIT 100");
        var like = db.Dialect.Like;
        var where = string.IsNullOrWhiteSpace(Q) ? "1 = 1" : $"""
            (o.number {like} @Q ESCAPE '\' OR r.number {like} @Q ESCAPE '\' OR r.payer_name {like} @Q ESCAPE '\' OR o.trade_no {like} @Q ESCAPE '\' OR c.class_no {like} @Q ESCAPE '\')
            """;
        const string From = "FROM payment_order o JOIN receivable r ON r.id = o.receivable_id JOIN training_class c ON c.id = r.class_id";
        const string IsStuck = "o.state = 'opened' AND o.failures >= @Silences";
        var state = OrderWorkflow.Life.States.Any(s => s.Name == State) ? State! : "";
        var only = State == Stuck ? IsStuck : "(@state = '' OR o.state = @state)";
        var values = new { Q = SqlText.Containing(Q ?? ""), state, Silences = PaymentWork.SilencesThatCount, Size, Skip = (P - 1) * Size };
        Counts = (await db.QueryAsync<Counted>($"SELECT o.state, count(*) AS count {From} WHERE {where} GROUP BY o.state", values)).ToDictionary(c => c.State, c => c.Count);
        StuckCount = await db.ScalarAsync<int>($"SELECT count(*) {From} WHERE {where} AND {IsStuck}", values);
        Total = State == Stuck ? StuckCount : state.Length == 0 ? Counts.Values.Sum() : Counts.GetValueOrDefault(state);
        Items = await db.QueryAsync<PaymentOrder>($"{PaymentOrder.Select} WHERE {where} AND {only} ORDER BY o.id DESC LIMIT @Size OFFSET @Skip", values);
        return 0;
    }, cancel);

    private sealed record Counted
    {
        public string State { get; init; } = "";
        public int Count { get; init; }
    }
}
