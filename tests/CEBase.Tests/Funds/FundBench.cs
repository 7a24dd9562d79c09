using CEBase.Funds;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Claims.Papers;
using CEBase.Funds.Commitments;
using CEBase.Funds.Ledger;

namespace CEBase.Tests.Funds;

/// <summary>A base with a grant, training income and their lines, and the people who work with money.</summary>
internal sealed class FundBench : IAsyncDisposable
{
    public static readonly ICurrentUser Clerk = new TestUser(1, Permissions.ClaimsView, Permissions.ClaimsManage, CEBase.Catalogue.Permissions.Manage, Permissions.View);
    public static readonly ICurrentUser Finance = new TestUser(2, Permissions.View, Permissions.BudgetManage, Permissions.ClaimsFinanceApprove, Permissions.ClaimsView, Permissions.ClaimsManage);
    public static readonly ICurrentUser Leader = new TestUser(3, Permissions.View, Permissions.BudgetApprove, Permissions.ClaimsUnitApprove, Permissions.ClaimsView);

    /// <summary>The day on which the bench approves, and on which it may pay at the earliest.</summary>
    public DateOnly Today => Bench.Clock.Today();

    private FundBench(Bench bench) => Bench = bench;

    public Bench Bench { get; }

    public IDatabase Database => Bench.Database;

    public static async Task<FundBench> StartAsync(DatabaseKind kind, bool withRecipe = false)
    {
        var bench = withRecipe ? await Bench.WithRecipesAsync(kind, "npu") : await Bench.StartAsync(kind);
        await bench.Database.WriteAsync(db => StandardsAsync(db, withParameters: !withRecipe));
        return new FundBench(bench);
    }

    public FundBench SecondNode() => new(Bench.SecondNode());

    public Task<T> WriteAsync<T>(Func<IServiceProvider, DbScope, Task<T>> work) => Database.WriteAsync(async db =>
    {
        await using var scope = Bench.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider, db);
    });

    public Task<T> WriteAsync<TService, T>(Func<TService, DbScope, Task<T>> work) where TService : notnull => WriteAsync((services, db) => work(services.GetRequiredService<TService>(), db));

    public Task WriteAsync<TService>(Func<TService, DbScope, Task> work) where TService : notnull =>
        WriteAsync<TService, int>(async (service, db) => { await work(service, db); return 0; });

    public Task<StepOutcome> TakeAsync(string type, long id, string step, ICurrentUser user, string? comment = null) => Bench.RunAsync<WorkflowEngine, StepOutcome>(engine =>
        engine.TakeAsync(new StepRequest(type, id, step) { Comment = comment, PassReviews = comment is not null }, user));

    public Task<Fund> FundAsync(FundKind kind, long yuan = 1_000_000, string? code = null) => WriteAsync<FundRepository, Fund>((book, db) =>
        book.CreateAsync(db, new FundDetails(code ?? kind.ToString(), kind.Label(), kind, "来源文件", "专户 001", kind == FundKind.Grant ? Money.FromYuan(yuan) : Money.Zero), Finance));

    /// <summary>A fund line with this much planned, straight through the ledger.</summary>
    public Task<long> LineAsync(Fund fund, long yuan, string use = "19(2)", string item = "教材编写与出版", int year = 2026, long? classId = null) => WriteAsync<FundLedger, long>(async (ledger, db) =>
    {
        var line = await ledger.LineAsync(db, fund.Id, year, use, item, classId);
        if (yuan > 0)
        {
            await ledger.PostAsync(db, [new Posting(line, PostingKind.Plan, Money.FromYuan(yuan), EntrySources.Budget, line)], Finance);
        }
        return line;
    });

    public async Task<FundLine> LineAsync(long id) => (await Database.ReadAsync(db => FundLine.FindAsync(db, id)))!;

    public Task<Claim> ClaimAsync(Fund fund, params LineDetails[] lines) => ClaimAsync(fund, "", lines);

    /// <summary>A claim with one scan that holds every paper there is.</summary>
    public Task<Claim> ClaimAsync(Fund fund, string paper, params LineDetails[] lines) =>
        ClaimAsync(fund, paper, [.. Bench.Services.GetRequiredService<PaperTable>().Papers.Select(p => p.Code)], lines);

    public Task<Claim> ClaimAsync(Fund fund, string paper, IReadOnlyList<string> papers, params LineDetails[] lines) => WriteAsync<ClaimService, Claim>(async (service, db) =>
    {
        var claim = await service.CreateAsync(db, new ClaimDetails("高研班费用", fund.Id, "", paper), Clerk);
        foreach (var line in lines)
        {
            await service.SaveLineAsync(db, claim.Number, null, line, Clerk);
        }
        await service.AttachAsync(db, claim.Number, new MemoryStream("%PDF-1.7\n%%EOF"u8.ToArray()), "附件.pdf", null, Clerk, papers);
        return (await Claim.FindAsync(db, claim.Id))!;
    });

    /// <summary>An outside professor, an approved project, and the standards that the lines of the bench ask where no recipe brought them.</summary>
    private static async Task StandardsAsync(DbScope db, bool withParameters)
    {
        await db.ExecuteAsync("""
            INSERT INTO instructor (number, name, employer, relation, education, degree, title, title_level, field, bio, is_active)
            VALUES ('T900', '李教授', '示例大学', 'Outside', '11', '2', '教授', 'FullSenior', '制造', '', TRUE)
            """);
        var unit = await db.InsertAsync("""
            INSERT INTO owning_unit (name, filing_no, is_suspended, suspended_reason, is_legal_person, disciplines) VALUES ('示例学院', '', FALSE, '', FALSE, '')
            """);
        await db.ExecuteAsync("""
            INSERT INTO project (number, approval_no, state, state_since, year, name, unit_id, funding, form, task, is_open_enrolment, is_service_only, audience, headcount, starts_on, ends_on,
              hours, fee, city, version)
            VALUES ('P2026-900', 'JX-2026-900', 'approved', '2026-01-04T04:00:00.000Z', 2026, '高研班', @unit, 'BaseGrant', 'training', 'capability', FALSE, FALSE, '', 60, '2026-01-05', '2026-01-09', 320, 0, '', 1)
            """, new { unit });
        foreach (var (name, value) in withParameters ? new[] { ("fee.lecture.full-senior", "1000"), ("fee.lecture.hours-per-half-day", "4"), ("claim.contract-from", "10000") } : [])
        {
            var id = await db.InsertAsync("INSERT INTO policy_parameter (name, label, topic, kind, unit, note) VALUES (@name, @name, '讲课费', 'Whole', '', '')", new { name });
            await db.ExecuteAsync("""
                INSERT INTO policy_parameter_value (parameter_id, value, holds_from, citation, source, certainty) VALUES (@id, @value, '2017-01-01', 'MOF540:lecture-fee', '', 'Seen')
                """, new { id, value });
        }
    }

    private static int _number;

    /// <summary>The approved project that lines serve.</summary>
    public const string Task = "P2026-900 高研班";

    public const string Printer = "示例印务公司";

    /// <summary>Textbooks that no rule objects to, each with an invoice of its own.</summary>
    public static LineDetails Book(long line, decimal yuan) => new()
    {
        FundLineId = line, Kind = LineKind.Purchase, Description = "高研班教材印刷", Payee = Printer, Quantity = "1", Unit = "批", UnitPrice = yuan.ToString("0.00"), Amount = yuan.ToString("0.00"),
        FromDay = new DateOnly(2026, 1, 5), Task = Task, InvoiceNo = $"26617{Interlocked.Increment(ref _number):000000000000000}", InvoiceTitle = "西北工业大学",
    };

    /// <summary>A lecture fee within its cap, of no class, so that somebody has to look; each on a day of its own.</summary>
    public static LineDetails Lecture(long line, decimal yuan) => new()
    {
        FundLineId = line, Kind = LineKind.Lecture, Description = "高研班专家讲课费", Payee = "李教授", IsOwnStaff = true, Quantity = "1", Unit = "半天", UnitPrice = yuan.ToString("0.00"), Amount = yuan.ToString("0.00"),
        FromDay = new DateOnly(2026, 1, 5).AddDays(Interlocked.Increment(ref _number) % 70), HalfDay = HalfDay.Morning, Task = Task,
    };

    public Task<Commitment> CommitmentAsync(long line, decimal yuan, CommitmentKind kind = CommitmentKind.Contract, string counterparty = Printer) => WriteAsync<CommitmentService, Commitment>((service, db) =>
        service.AskAsync(db, new CommitmentDetails(kind, line, counterparty, "高研班教材印刷", Money.FromYuan(yuan))
        {
            Task = Task, PaperNo = "HT-1", Paper = new MemoryStream("%PDF-1.7\n%%EOF"u8.ToArray()), PaperName = "合同.pdf",
        }, Clerk));

    public async Task<Commitment> CommitmentAsync(long id) => (await Database.ReadAsync(db => Commitment.FindAsync(db, id)))!;

    public async Task<IReadOnlyList<string>> BrokenInvariantsAsync() => await Database.ReadAsync(async db =>
    {
        var broken = new List<string>();
        foreach (var line in await db.QueryAsync<FundLine>(FundLine.Select))
        {
            var entries = await db.QueryAsync<FundEntry>("SELECT act, from_stage, to_stage, amount, source, source_id FROM fund_entry WHERE line_id = @Id", new { line.Id });
            Money Net(Stage stage, IEnumerable<FundEntry> of) => of.Aggregate(Money.Zero, (sum, e) => e.ToStage == stage ? sum + e.Amount : e.FromStage == stage ? sum - e.Amount : sum);
            foreach (var (stage, balance) in new[]
            {
                (Stage.Source, -line.Planned), (Stage.Override, -line.Allowed), (Stage.Left, line.Remaining), (Stage.Committed, line.Committed), (Stage.Claimed, line.Claimed), (Stage.Paid, line.Paid),
            })
            {
                if (Net(stage, entries) != balance)
                {
                    broken.Add($"line {line.Id}: {stage} is {balance}, entries say {Net(stage, entries)}");
                }
            }
            foreach (var record in entries.Where(e => e.Source == EntrySources.Claim).GroupBy(e => e.SourceId))
            {
                broken.AddRange(new[] { Stage.Committed, Stage.Claimed, Stage.Paid }.Where(s => Net(s, record) < Money.Zero).Select(s => $"claim {record.Key} relieved more than its {s}"));
            }
            foreach (var record in entries.Where(e => e.Source == EntrySources.Commitment).GroupBy(e => e.SourceId))
            {
                var commitment = (await Commitment.FindAsync(db, record.Key))!;
                if (Net(Stage.Committed, record) != commitment.Left || commitment.Left < Money.Zero || (commitment.State == CommitmentWorkflow.Closed && commitment.Left != Money.Zero))
                {
                    broken.Add($"commitment {record.Key} {commitment.State} has {commitment.Left} left, entries say {Net(Stage.Committed, record)}");
                }
                if ((await CommitmentDraw.OfCommitmentAsync(db, record.Key)).Where(d => d.GivenBackAt is null).Aggregate(Money.Zero, (sum, d) => sum + d.Amount) != commitment.Drawn)
                {
                    broken.Add($"commitment {record.Key} says {commitment.Drawn} drawn, its draws don't");
                }
            }
            if (new[] { line.Planned, line.Allowed, line.Remaining, line.Committed, line.Claimed, line.Paid }.Any(m => m < Money.Zero))
            {
                broken.Add($"line {line.Id} has a negative balance");
            }
            if (line.Used > line.Planned + line.Allowed || (line.IsStrict && line.Used > line.Planned))
            {
                broken.Add($"line {line.Id} is overspent");
            }
        }
        broken.AddRange(await db.QueryAsync<string>("""
            SELECT f.code FROM fund f WHERE f.planned <> (SELECT coalesce(sum(l.planned), 0) FROM fund_line l WHERE l.fund_id = f.id) OR (f.kind = 'Grant' AND f.planned > f.total)
            """));
        return broken;
    });

    public ValueTask DisposeAsync() => Bench.DisposeAsync();
}
