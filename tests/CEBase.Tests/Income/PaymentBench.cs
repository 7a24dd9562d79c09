using CEBase.Income.Bills;
using CEBase.Income.OnlinePayments;
using CEBase.Income.Receipts;
using CEBase.Tests.Learning;

namespace CEBase.Tests.Income;

/// <summary>A class whose learners owe fees, and a stand-in for the payment platform that they pay through.</summary>
internal sealed class PaymentBench : IAsyncDisposable
{
    public static readonly ICurrentUser Finance = new TestUser(2, CEBase.Income.Permissions.IncomeView, CEBase.Income.Permissions.ReceiptsRecord);

    private readonly SampleClass _sample;
    private readonly long _price;
    private readonly bool _isOwner;
    private int _bills;

    private PaymentBench(Bench bench, PaymentPlatform platform, SampleClass sample, long price, bool isOwner) =>
        (Bench, Platform, _sample, _price, _isOwner) = (bench, platform, sample, price, isOwner);

    public Bench Bench { get; }

    public PaymentPlatform Platform { get; }

    public IDatabase Database => Bench.Database;

    public long ClassId => _sample.Id;

    public static async Task<PaymentBench> StartAsync(DatabaseKind kind)
    {
        var clock = new TestClock();
        var platform = await PaymentPlatform.StartAsync(clock);
        var bench = await Bench.StartAsync(kind, services => Connect(services, platform, clock));
        return new PaymentBench(bench, platform, await SampleClass.MakeAsync(bench), await bench.PriceAsync(), isOwner: true);
    }

    /// <summary>A second node of the site; the platform is the same.</summary>
    public PaymentBench SecondNode() => new(Bench.SecondNode(services => Connect(services, Platform, (TestClock)Bench.Services.GetRequiredService<TimeProvider>())), Platform, _sample, _price, isOwner: false);

    public void Advance(int minutes) => ((TestClock)Bench.Services.GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromMinutes(minutes));

    public long LearnerId(int learner) => _sample.Learners[learner];

    public async Task<ICurrentUser> LearnerAsync(int learner) =>
        new TestUser(await Database.ReadAsync(s => s.ScalarAsync<long>("SELECT account_id FROM learner WHERE id = @Id", new { Id = LearnerId(learner) })), CEBase.Enrollment.Permissions.Own);

    public Task<Receivable> BillAsync(int learner = 0, long yuan = 800) => Database.WriteAsync(async db =>
    {
        var number = $"YS2026-{++_bills:0000}";
        await db.ExecuteAsync("""
            INSERT INTO receivable (number, state, state_since, class_id, payer_kind, learner_id, payer_name, price_id, basis_no, item, instalment, amount, received, refunded, issued_on, due_on, reminders, version)
            VALUES (@number, 'open', '2026-03-01T00:00:00.000Z', @ClassId, 'Learner', @Learner, '缴费学员', @Price, '价备〔2020〕1号', '培训费', 1, @Fen, 0, 0, '2026-03-01', '2026-04-01', 0, 1)
            """, new { number, ClassId, Learner = LearnerId(learner), Price = _price, Fen = yuan * 100 });
        return (await Rows.Bills.FindAsync(db, number))!;
    });

    public async Task<PaymentOrder> OpenAsync(Receivable bill, int learner = 0)
    {
        var user = await LearnerAsync(learner);
        return await Bench.RunAsync<PaymentService, PaymentOrder>(desk => desk.OpenAsync(bill.Number, user, default));
    }

    /// <summary>Pays at the platform and hands the notification over as the endpoint does.</summary>
    public async Task<NotifyAnswer> PayAsync(PaymentOrder order, long? fen = null) => await NotifyAsync(Platform.Notification(Platform.Pay(order.Number, fen)));

    public Task<NotifyAnswer> NotifyAsync(Dictionary<string, string>? message) => Bench.RunAsync<PaymentNotificationService, NotifyAnswer>(desk => desk.TakeAsync(message, "127.0.0.1", default));

    public Task<int> WatchAsync() => Bench.RunAsync<PaymentWatch, int>(watch => watch.RunAsync(default));

    public Task TransferAsync(Receivable bill, long yuan) => Bench.RunAsync<IServiceProvider>(services => Database.WriteAsync(db =>
        services.GetRequiredService<ReceiptService>().PostAsync(services.GetRequiredService<WorkflowEngine>(), db,
            new IncomingPayment(bill.Id, PaymentMeans.Transfer, $"B{bill.Id}-{yuan}", Money.FromYuan(yuan), new DateOnly(2026, 3, 16), "某厂"), Finance)));

    public async Task<PaymentOrder> OrderAsync(PaymentOrder order) => (await Database.ReadAsync(db => Rows.Orders.FindAsync(db, order.Id)))!;

    public async Task<Receivable> BillAsync(Receivable bill) => (await Database.ReadAsync(db => Rows.Bills.FindAsync(db, bill.Id)))!;

    public Task<IReadOnlyList<UnmatchedPayment>> StraysAsync() => Database.ReadAsync(db => db.QueryAsync<UnmatchedPayment>($"{UnmatchedPaymentRepository.Select} ORDER BY s.id"));

    public Task<int> CountAsync(string sql) => Database.ReadAsync(db => db.ScalarAsync<int>(sql));

    public async ValueTask DisposeAsync()
    {
        await Bench.DisposeAsync();
        if (_isOwner)
        {
            await Platform.DisposeAsync();
        }
    }

    private static void Connect(IServiceCollection services, PaymentPlatform platform, TestClock clock)
    {
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(new PaymentSettings
        {
            BaseAddress = platform.BaseAddress, MerchantId = PaymentPlatform.Merchant, Key = PaymentPlatform.Key, PublicAddress = PaymentPlatform.SiteAddress, TimeoutSeconds = 5,
        });
    }
}
