using CEBase.Catalogue;
using CEBase.Enrollment.Learners;
using CEBase.Income.Arrivals;
using CEBase.Income.Bills;
using CEBase.Income.Invoices;
using CEBase.Income.OnlinePayments;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;
using CEBase.Projects;

namespace CEBase.Tests.Income;

/// <summary>A base with classes that charge, learners in them, and the people who bill, record and approve.</summary>
internal sealed class IncomeBench : IAsyncDisposable
{
    public static readonly ICurrentUser Clerk = new TestUser(1, CEBase.Income.Permissions.IncomeView, CEBase.Income.Permissions.IncomeManage);
    public static readonly ICurrentUser Finance = new TestUser(2, CEBase.Income.Permissions.IncomeView, CEBase.Income.Permissions.ReceiptsRecord);
    public static readonly ICurrentUser Leader = new TestUser(3, CEBase.Income.Permissions.IncomeView, CEBase.Income.Permissions.RefundApprove);

    private int _people;
    private int _sequence;

    private IncomeBench(Bench bench) => Bench = bench;

    public Bench Bench { get; }

    public IDatabase Database => Bench.Database;

    public static async Task<IncomeBench> StartAsync(DatabaseKind kind)
    {
        var bench = await Bench.WithRecipesAsync(kind, "npu");
        return new IncomeBench(bench);
    }

    public IncomeBench SecondNode() => new(Bench.SecondNode());

    public Task<T> WriteAsync<TService, T>(Func<TService, DbScope, Task<T>> work) where TService : notnull => Database.WriteAsync(async db =>
    {
        await using var scope = Bench.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>(), db);
    });

    public Task WriteAsync<TService>(Func<TService, DbScope, Task> work) where TService : notnull =>
        WriteAsync<TService, int>(async (service, db) => { await work(service, db); return 0; });

    /// <summary>A class that charges 800 yuan (open) or whose client pays 80,000 by a signed contract.</summary>
    public Task<ClassCard> ClassAsync(FundingMode funding = FundingMode.Open, Func<ClassDetails, ClassDetails>? adjust = null) => ClassStory.Of(Bench).CompleteAsync(funding, adjust);

    public Task<List<long>> AdmitAsync(ClassCard card, int count) => WriteAsync<LearnerRepository, List<long>>(async (store, db) =>
    {
        var ids = new List<long>();
        for (var i = 0; i < count; i++)
        {
            var n = Interlocked.Increment(ref _people);
            var id = await store.AddAsync(db, new Learner
            {
                AccountId = 10_000 + n, Name = $"学员{n}", DocumentKind = DocumentKind.Other, Number = new ProtectedNumber("x", $"hash-{n}", "***"), Employer = "西安示例研究所", Phone = "13800000000",
            });
            await db.ExecuteAsync("INSERT INTO enrolment (class_id, learner_id, state, source, turn, applied_at) VALUES (@ClassId, @id, 'admitted', 'staff', 0, @At)", new { ClassId = card.Id, id, At = Bench.Clock.GetUtcNow() });
            await db.ExecuteAsync("UPDATE seat_pool SET taken = taken + 1 WHERE class_id = @Id", new { card.Id });
            ids.Add(id);
        }
        return ids;
    });

    /// <summary>The bills of a class with so many learners.</summary>
    public async Task<IReadOnlyList<Receivable>> BillsAsync(int learners = 1, Func<ClassDetails, ClassDetails>? adjust = null)
    {
        var card = await ClassAsync(adjust: adjust);
        await AdmitAsync(card, learners);
        await WriteAsync<BillingService, int>((desk, db) => desk.BillClassAsync(db, card.ClassNo, Clerk));
        return await Database.ReadAsync(db => Rows.Bills.OfClassAsync(db, card.Id));
    }

    public Task<Receivable> InstalmentAsync(ClassCard card, int? percent) =>
        WriteAsync<BillingService, Receivable>((desk, db) => desk.BillClientAsync(db, new InstalmentDetails(card.ClassNo, percent, null, null), Clerk));

    public Task<Receipt> PayAsync(Receivable bill, decimal yuan, string? outsideNo = null, PaymentMeans means = PaymentMeans.Transfer) => PostAsync(
        new IncomingPayment(bill.Id, means, outsideNo ?? $"NO{Interlocked.Increment(ref _sequence):000000}", Money.FromYuan(yuan), Bench.Clock.Today(), bill.PayerName), Finance);

    public Task<Receipt> PostAsync(IncomingPayment payment, ICurrentUser user) => WriteAsync<IServiceProvider, Receipt>((services, db) =>
        services.GetRequiredService<ReceiptService>().PostAsync(services.GetRequiredService<WorkflowEngine>(), db, payment, user));

    /// <summary>A line of the account with the given payer and remark.</summary>
    public async Task<Arrival> ArriveAsync(decimal yuan, string payer = "", string remark = "", string? no = null)
    {
        var outside = no ?? $"ZH{Interlocked.Increment(ref _sequence):000000}";
        await WriteAsync<ArrivalService>((desk, db) => desk.NoteAsync(db, new Arrival { OutsideNo = outside, Amount = Money.FromYuan(yuan), PaidOn = Bench.Clock.Today(), PayerName = payer, Remark = remark }, Finance));
        return (await Database.ReadAsync(db => Rows.Arrivals.OfNumberAsync(db, outside)))!;
    }

    public Task<IReadOnlyList<Receipt>> ConfirmAsync(Arrival line, string? reason, params string[] bills) =>
        WriteAsync<ArrivalService, IReadOnlyList<Receipt>>((desk, db) => desk.ConfirmAsync(db, line.Id, bills, reason, Finance));

    public async Task<Arrival> AgainAsync(Arrival line) => (await Database.ReadAsync(db => Rows.Arrivals.FindAsync(db, line.Id)))!;

    /// <summary>Asked for by finance.</summary>
    public Task<ReversalRequest> AskReversalAsync(Receipt receipt) => WriteAsync<ReversalService, ReversalRequest>((desk, db) => desk.AskAsync(db, receipt.Number, "编号抄错", Finance));

    /// <summary>Asked for by finance and approved by the leader.</summary>
    public async Task ReverseAsync(Receipt receipt)
    {
        var request = await AskReversalAsync(receipt);
        Assert.True((await TakeAsync(ReversalRequest.RecordType, request.Id, ReversalWorkflow.Approve, Leader)).Taken);
    }

    /// <summary>The learner gives the seat back.</summary>
    public Task LeaveAsync(Receivable bill) => Database.WriteAsync(async db =>
    {
        await db.ExecuteAsync("UPDATE enrolment SET state = 'withdrawn' WHERE class_id = @ClassId AND learner_id = @LearnerId", new { bill.ClassId, bill.LearnerId });
        await db.RaiseAsync(new CEBase.Enrollment.SeatGivenBack(0, bill.ClassId, bill.LearnerId!.Value));
    });

    public async Task<Receivable> AgainAsync(Receivable bill) => (await Database.ReadAsync(db => Rows.Bills.FindAsync(db, bill.Id)))!;

    public Task<StepOutcome> TakeAsync(string type, long id, string step, ICurrentUser user, string? comment = null) =>
        Bench.RunAsync<WorkflowEngine, StepOutcome>(engine => engine.TakeAsync(new StepRequest(type, id, step) { Comment = comment }, user));

    /// <summary>What must hold after everything anybody does.</summary>
    public Task<IReadOnlyList<string>> BrokenInvariantsAsync() => Database.ReadAsync(db => db.QueryAsync<string>("""
        SELECT r.number FROM receivable r
        WHERE r.received <> (SELECT coalesce(sum(s.amount), 0) FROM receipt s WHERE s.receivable_id = r.id AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_id = s.id))
          OR r.refunded <> (SELECT coalesce(sum(f.amount), 0) FROM refund f WHERE f.receivable_id = r.id AND f.state = 'paid')
          OR r.refunded > r.received OR r.received > r.amount OR (r.state = 'settled') <> (r.state IN ('open', 'settled') AND r.received = r.amount)
          OR (r.state = 'owing') <> (r.state <> 'open' AND r.left_on IS NOT NULL AND r.received < r.owed)
        UNION ALL SELECT a.outside_no FROM arrival a
        WHERE a.used <> (SELECT coalesce(sum(s.amount), 0) FROM receipt s WHERE (s.arrival_id = a.id OR s.outside_no = a.outside_no) AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_id = s.id))
          OR a.returned <> (SELECT coalesce(sum(b.amount), 0) FROM arrival_return b WHERE b.arrival_id = a.id) OR (a.state = 'matched' AND a.used + a.returned < a.amount) OR (a.state = 'waiting' AND a.used + a.returned = a.amount)
        UNION ALL SELECT v.amount || '' FROM receipt_reversal v JOIN receipt s ON s.id = v.receipt_id WHERE v.amount <> s.amount OR EXISTS (SELECT 1 FROM refund_part p JOIN refund f ON f.id = p.refund_id WHERE p.receipt_id = s.id AND f.state = 'paid')
        UNION ALL SELECT f.number FROM refund f WHERE f.amount <> (SELECT coalesce(sum(p.amount), 0) FROM refund_part p WHERE p.refund_id = f.id)
        """));

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}

/// <summary>What reads the rows of income.</summary>
internal static class Rows
{
    public static ReceivableRepository Bills { get; } = new();
    public static ReceiptRepository Receipts { get; } = new();
    public static ArrivalRepository Arrivals { get; } = new();
    public static InvoiceRepository Invoices { get; } = new();
    public static RefundRepository Refunds { get; } = new();
    public static PaymentOrderRepository Orders { get; } = new();
}
