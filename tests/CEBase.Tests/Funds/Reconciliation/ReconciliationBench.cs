using CEBase.Funds;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Reconciliation;
using CEBase.Funds.Standards;

namespace CEBase.Tests.Funds.Reconciliation;

/// <summary>A base whose year is over, and the people who compare and sign its books.</summary>
internal sealed class ReconciliationBench(FundBench bench) : IAsyncDisposable
{
    public const string May = "2026-05";
    public static readonly ICurrentUser Finance = new TestUser(2, Permissions.View, Permissions.Reconcile);
    public static readonly ICurrentUser OtherFinance = new TestUser(4, Permissions.View, Permissions.Reconcile);
    public static readonly ICurrentUser Office = new TestUser(3, Permissions.View, Permissions.SignForBase);
    public static readonly ICurrentUser Everything = new TestUser(5, Permissions.View, Permissions.SignForBase, Permissions.Reconcile);

    public FundBench Funds => bench;

    public IDatabase Database => bench.Database;

    public static async Task<ReconciliationBench> StartAsync(DatabaseKind kind)
    {
        var bench = await FundBench.StartAsync(kind);
        bench.Bench.Clock.Set(new DateTimeOffset(2027, 1, 20, 10, 0, 0, TimeSpan.FromHours(8)));
        return new ReconciliationBench(bench);
    }

    public ReconciliationBench SecondNode() => new(bench.SecondNode());

    public Task<long> CompareAsync(string ledger, string? claims, ClaimSource source = ClaimSource.File, string from = May, string? until = null, bool withIncome = false) =>
        CompareAsync(Upload("账.csv", ledger), claims is null ? null : Upload("单.csv", claims), source, from, until, withIncome);

    public Task<long> CompareAsync(Upload ledger, Upload? claims, ClaimSource source, string from, string? until, bool withIncome = false) => bench.WriteAsync<PeriodService, long>((desk, db) =>
        desk.CompareAsync(db, AccountingPeriod.Read(from, until, new DateOnly(2027, 1, 20)), new Comparison(ledger, claims, source, 45) { WithIncome = withIncome }, Finance));

    public Task DecideAsync(Func<PeriodDecisions, DbScope, Task> decide) => bench.WriteAsync(decide);

    public Task<IReadOnlyList<PeriodMatch>> MatchesAsync(string period = May) =>
        Database.ReadAsync(async db => await PeriodRepository.MatchesAsync(db, (await PeriodRepository.FindAsync(db, period)).Id));

    public Task<IReadOnlyList<PeriodEntry>> EntriesAsync(string period = May) =>
        Database.ReadAsync(async db => await PeriodRepository.EntriesAsync(db, (await PeriodRepository.FindAsync(db, period)).Id));

    public async Task<PeriodMatch> MatchAsync(Func<PeriodMatch, bool> which, string period = May) => (await MatchesAsync(period)).Single(which);

    /// <summary>Matched, differing, missing, only in the ledger.</summary>
    public async Task<(int, int, int, int)> CountsAsync(string period = May)
    {
        var matches = (await MatchesAsync(period)).Where(m => m.Part == Part.Expense).ToList();
        int Of(MatchGroup group) => matches.Where(m => m.MatchGroup == group).Sum(m => group == MatchGroup.OnlyInLedger ? m.Ledger.Count : m.Own.Count);
        return (Of(MatchGroup.Matched), Of(MatchGroup.AmountDiffers), Of(MatchGroup.MissingInLedger), Of(MatchGroup.OnlyInLedger));
    }

    public Task<StepOutcome> SignBaseAsync(long id, ICurrentUser? user = null, string? reason = "差异已知") => bench.TakeAsync(PeriodWorkflow.RecordType, id, PeriodWorkflow.SignForBase, user ?? Office, reason);

    public Task<StepOutcome> SignFinanceAsync(long id, ICurrentUser? user = null, string? reason = "差异已知") =>
        bench.TakeAsync(PeriodWorkflow.RecordType, id, PeriodWorkflow.SignForFinance, user ?? Finance, reason);

    /// <summary>Both sides sign, whatever is unexplained.</summary>
    public async Task CloseAsync(long id)
    {
        Assert.True((await SignBaseAsync(id)) is { Taken: true }, "base");
        Assert.True((await SignFinanceAsync(id)) is { Taken: true }, "finance");
    }

    /// <summary>Confirms whatever is proposed.</summary>
    public async Task ConfirmAllAsync(string period)
    {
        foreach (var proposal in (await MatchesAsync(period)).Where(m => m.IsProposal))
        {
            await DecideAsync((d, db) => d.ConfirmAsync(db, period, proposal.MatchKey, Finance));
        }
    }

    /// <summary>Claims as paid, without the way there.</summary>
    public async Task<string[]> PaidAsync(params (string Voucher, decimal Yuan, string Day)[] paid)
    {
        var grant = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(grant, 10_000);
        var numbers = new List<string>();
        foreach (var (voucher, yuan, day) in paid)
        {
            var claim = await bench.ClaimAsync(grant, FundBench.Book(line, yuan));
            numbers.Add(claim.Number);
            await Database.WriteAsync(s => s.ExecuteAsync("UPDATE claim SET state = 'paid', voucher = @voucher, paid_on = @day WHERE id = @Id", new { voucher, day, claim.Id }));
        }
        return [.. numbers];
    }

    /// <summary>A claim at the finance office, with its voucher and day of payment.</summary>
    public async Task<Claim> HandedAsync(DateOnly day, decimal yuan = 600)
    {
        var fund = await bench.FundAsync(FundKind.Grant);
        var claim = await bench.ClaimAsync(fund, FundBench.Book(await bench.LineAsync(fund, 1000), yuan));
        foreach (var (step, user) in new[] { (ClaimWorkflow.Check, FundBench.Clerk), (ClaimWorkflow.UnitApprove, FundBench.Leader), (ClaimWorkflow.FinanceApprove, FundBench.Finance), (ClaimWorkflow.Hand, FundBench.Finance) })
        {
            Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, step, user)).Taken, step);
        }
        // Approved in its time: the bench's day lies behind all the months that are compared.
        await Database.WriteAsync(s => s.ExecuteAsync("UPDATE claim SET approved_on = @day WHERE id = @Id", new { day, claim.Id }));
        await bench.WriteAsync<ClaimService>((service, db) => service.SetVoucherAsync(db, claim.Number, "记-12", day, FundBench.Finance));
        return claim;
    }

    public Task<StepOutcome> PayAsync(Claim claim) => bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Pay, FundBench.Finance);

    public static Upload Upload(string name, string text) => new(name, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public static Upload Sample(string name) => new(name, new MemoryStream(File.ReadAllBytes(Repository.Sample(name))));

    public static async Task<string> CodeAsync(Func<Task> work) => (await Assert.ThrowsAsync<Refusal>(work)).Code;

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
