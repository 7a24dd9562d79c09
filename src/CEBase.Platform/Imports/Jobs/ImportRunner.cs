using CEBase.Platform.Data;
using CEBase.Platform.Files;
using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Telemetry;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Imports.Jobs;

/// <summary>Runs an import from beginning to end: for the command line, the API and tests. The console takes the same steps one by one.</summary>
public sealed class ImportRunner
{
    private readonly IDatabase _database;
    private readonly ImportKinds _kinds;
    private readonly IFileStore _files;
    private readonly ImportJobs _jobs;
    private readonly Trace _trace;
    private readonly FileLimits _limits;

    internal ImportRunner(IDatabase database, ImportKinds kinds, IFileStore files, ImportJobs jobs, Trace trace, FileLimits limits)
    {
        _database = database;
        _kinds = kinds;
        _files = files;
        _jobs = jobs;
        _trace = trace;
        _limits = limits;
    }

    /// <summary>Reads, checks and, unless it is a dry run, writes all good rows in one transaction.</summary>
    /// <param name="kind">Name of the kind: <c>roster</c>.</param>
    /// <param name="target">What it is imported into: the class number.</param>
    /// <param name="content">The spreadsheet.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="dryRun">Only tell what would happen.</param>
    /// <param name="user">Who imports.</param>
    /// <param name="progress">Rows done so far.</param>
    /// <param name="cancel">Gives up; nothing is written then.</param>
    /// <exception cref="Refusal">Unreadable input, a missing column, no such kind or target, no permission.</exception>
    public async Task<ImportResult> RunAsync(string kind, string target, Stream content, string fileName, bool dryRun, ICurrentUser user, IProgress<int>? progress = null, CancellationToken cancel = default)
    {
        var import = _kinds.Find(kind, user);
        var bytes = await _limits.ReadAsync(content, fileName, cancel);
        var table = ReadTable(bytes, fileName, import);
        return dryRun
            ? await _database.ReadAsync(db => CheckAsync(db, import, target, table, bytes, user), cancel)
            : await _database.WriteAsync(async db =>
            {
                var file = await _files.SaveAsync(db, new MemoryStream(bytes, writable: false), fileName, import.Permission, FileKinds.Sheet, user, isSensitive: true);
                var job = await _jobs.AddAsync(db, import, target, await import.DescribeTargetAsync(db, target, user), file, user);
                var result = await WriteAsync(db, import, target, table, bytes, user, progress ?? new Progress<int>());
                await _jobs.FinishAsync(db, job, result);
                await TraceAsync(db, job, import, target, file.Hash, result, user);
                return result with { JobId = job };
            }, cancel);
    }

    /// <summary>Reads and maps a file, refusing what the automatic mapping can't settle.</summary>
    internal static ImportTable ReadTable(byte[] bytes, string fileName, ISpreadsheetImport import, IReadOnlyDictionary<string, int>? corrections = null)
    {
        var table = ImportTable.Read(bytes, fileName, import.Columns, corrections);
        return table.Map.Problems.Count == 0 ? table : throw table.Map.Problems[0];
    }

    /// <summary>What would happen.</summary>
    internal async Task<ImportResult> CheckAsync(DbScope db, ISpreadsheetImport import, string target, ImportTable table, byte[] bytes, ICurrentUser user)
    {
        await import.DescribeTargetAsync(db, target, user);
        var (good, bad) = await SortAsync(db, import, target, table);
        return Result(table, bytes, good, bad, new ImportWritten(0, 0, new Dictionary<string, int>()), isDryRun: true) with
        {
            ImportedBefore = await _jobs.ImportedBeforeAsync(db, import.Kind, target, HashOf(bytes), beforeJob: null),
        };
    }

    /// <summary>Checks again and writes, inside the caller's transaction.</summary>
    internal async Task<ImportResult> WriteAsync(DbScope db, ISpreadsheetImport import, string target, ImportTable table, byte[] bytes, ICurrentUser user, IProgress<int> progress)
    {
        await import.DescribeTargetAsync(db, target, user);
        var before = await _jobs.ImportedBeforeAsync(db, import.Kind, target, HashOf(bytes), beforeJob: null);
        var (good, bad) = await SortAsync(db, import, target, table);
        var written = good.Count == 0
            ? new ImportWritten(0, 0, new Dictionary<string, int>())
            : await import.WriteAsync(db, target, good, user, progress);
        db.AfterCommit(() => Measures.Imported(import.Kind, written.Written, written.Unchanged, bad.Count));
        return Result(table, bytes, good, bad, written, isDryRun: false) with { ImportedBefore = before };
    }

    /// <summary>Leaves the trace of a finished import: kind, target, counts and the file's hash, no personal data.</summary>
    internal Task TraceAsync(DbScope db, long job, ISpreadsheetImport import, string target, string hash, ImportResult result, ICurrentUser user) =>
        _trace.AppendAsync(db, new TraceEntry("Import", job, "import_written")
        {
            To = nameof(ImportState.Done),
            Comment = $"{import.Label}（{target}）：合格 {result.Accepted} 行，其中写入 {result.Written} 行、原已存在 {result.Unchanged} 行；退回 {result.BadRows.Count} 行",
            Attachments = [hash],
        }, user);

    private static async Task<(List<ImportRow> Good, List<BadRow> Bad)> SortAsync(DbScope db, ISpreadsheetImport import, string target, ImportTable table)
    {
        var problems = await import.CheckAsync(db, target, table.Rows);
        if (problems.Count != table.Rows.Count)
        {
            throw new InvalidOperationException($"{import.GetType().Name}.CheckAsync answered {problems.Count} times for {table.Rows.Count} rows.");
        }
        var good = new List<ImportRow>();
        var bad = new List<BadRow>();
        foreach (var (row, problem) in table.Rows.Zip(problems))
        {
            if (problem is null)
            {
                good.Add(row);
            }
            else
            {
                bad.Add(new BadRow(row.Number, problem));
            }
        }
        return (good, bad);
    }

    private static ImportResult Result(ImportTable table, byte[] bytes, List<ImportRow> good, List<BadRow> bad, ImportWritten written, bool isDryRun) => new()
    {
        Accepted = good.Count,
        Written = written.Written,
        Unchanged = written.Unchanged,
        Details = written.Details,
        BadRows = bad,
        IsDryRun = isDryRun,
        Original = bytes,
        Table = table,
    };

    internal static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
