using BenchmarkDotNet.Attributes;
using CEBase.Catalogue;
using CEBase.Enrollment.Applications;
using CEBase.Enrollment.Seats;
using CEBase.Enrollment.Learners;
using CEBase.Learning;

namespace CEBase.Benchmarks;

/// <summary>Use cases that write, against the least a database asks for any of them: one UPDATE and one INSERT in one transaction.</summary>
public class WriteBenchmarks
{
    private static long _next;
    private Bench _bench = null!;
    private string _classNo = "";
    private TestUser _learner = null!;

    /// <summary>Which database.</summary>
    [Params(DatabaseKind.Sqlite, DatabaseKind.PostgreSql)]
    public DatabaseKind Kind { get; set; }

    /// <summary>The demo base and a table for the bare limit.</summary>
    [GlobalSetup]
    // Waited for here: in process, the runner goes on at the first await.
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    private async Task SetUpAsync()
    {
        _bench = await Bench.StartAsync(Kind);
        await _bench.RecipeAsync("npu");
        await _bench.RecipeAsync("demo");
        await _bench.Database.WriteAsync(async db =>
        {
            await db.ExecuteAsync("CREATE TABLE bare_pool (id bigint NOT NULL PRIMARY KEY, taken bigint NOT NULL)");
            await db.ExecuteAsync("CREATE TABLE bare_row (id bigint NOT NULL PRIMARY KEY, body text NOT NULL)");
            await db.ExecuteAsync("INSERT INTO bare_pool (id, taken) VALUES (1, 0)");
        });
        _classNo = (await _bench.Database.ReadAsync(s => s.ScalarAsync<string>("""
            SELECT c.class_no FROM training_class c JOIN seat_pool p ON p.class_id = c.id
            WHERE c.state = 'open' AND c.funding = 'Open' AND p.capacity - p.taken >= 60 ORDER BY c.class_no LIMIT 1
            """)))!;
        var account = await _bench.Database.ReadAsync(s => s.ScalarAsync<long>("""
            SELECT l.account_id FROM learner l WHERE l.account_id IS NOT NULL AND l.id NOT IN (SELECT learner_id FROM enrolment) ORDER BY l.id LIMIT 1
            """));
        _learner = new TestUser(account, "Enrolments.Own");
    }

    /// <summary>Closes the base.</summary>
    [GlobalCleanup]
    public void CleanUp() => _bench.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The bare limit.</summary>
    [Benchmark(Baseline = true)]
    public Task One_update_and_one_insert() => _bench.Database.WriteAsync(async db =>
    {
        await db.ExecuteAsync("UPDATE bare_pool SET taken = taken + 1 WHERE id = 1");
        await db.ExecuteAsync("INSERT INTO bare_row (id, body) VALUES (@id, 'x')", new { id = Interlocked.Increment(ref _next) });
    });

    /// <summary>Hours of one learner for one session: an entry, a balance, a day's sum.</summary>
    [Benchmark]
    public Task Post_hours() => _bench.Database.WriteAsync(db => _bench.RunAsync<IHourLedger, IReadOnlyList<HourEntry>>(ledger => ledger.PostAsync(db,
        [new HourPosting(1, SubjectKind.ProfessionalSubject, 1_000_000 + Interlocked.Increment(ref _next), 1, new DateOnly(2026, 3, 10), new TimeOnly(9, 0), new TimeOnly(12, 0), new StudyHours(40))],
        SystemUser.Instance)));

    /// <summary>A learner applies, is seated and withdraws: two use cases with rules, seats, ledger, traces and promotion.</summary>
    [Benchmark]
    public async Task Apply_and_withdraw()
    {
        await _bench.RunAsync<ApplicationService, Seating>(desk => desk.ApplyAsync(_classNo, _learner, Sources.Api));
        await _bench.RunAsync<ApplicationService, bool>(desk => desk.WithdrawAsync(_classNo, _learner));
    }
}
