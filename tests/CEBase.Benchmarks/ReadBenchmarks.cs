using BenchmarkDotNet.Attributes;
using CEBase.Learning;

namespace CEBase.Benchmarks;

/// <summary>What is asked all day, against a look-up of one row by its key.</summary>
public class ReadBenchmarks
{
    private Bench _bench = null!;
    private byte[] _roster = [];

    /// <summary>Which database.</summary>
    [Params(DatabaseKind.Sqlite, DatabaseKind.PostgreSql)]
    public DatabaseKind Kind { get; set; }

    /// <summary>The demo base.</summary>
    [GlobalSetup]
    // Waited for here: in process, the runner goes on at the first await.
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    private async Task SetUpAsync()
    {
        _bench = await Bench.StartAsync(Kind);
        await _bench.RecipeAsync("npu");
        await _bench.RecipeAsync("demo");
        _roster = await File.ReadAllBytesAsync(Repository.Sample("roster.xlsx"));
    }

    /// <summary>Closes the base.</summary>
    [GlobalCleanup]
    public void CleanUp() => _bench.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The bare limit.</summary>
    [Benchmark(Baseline = true)]
    public Task<string?> One_row_by_key() => _bench.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT name FROM learner WHERE id = 1"));

    /// <summary>A learner's balance of a year: constant, however many entries there are.</summary>
    [Benchmark]
    public Task<HourBalance> Balance_of_a_year() =>
        _bench.Database.ReadAsync(s => _bench.RunAsync<IHourLedger, HourBalance>(ledger => ledger.BalanceAsync(s, 1, 2026)));

    /// <summary>Reads and checks a roster of 305 rows, writing nothing.</summary>
    [Benchmark]
    public Task<ImportResult> Check_a_roster() => _bench.RunAsync<ImportRunner, ImportResult>(runner =>
        runner.RunAsync("roster", "2026-018", new MemoryStream(_roster), "roster.xlsx", dryRun: true, SystemUser.Instance));
}
