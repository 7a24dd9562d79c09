using CEBase.Platform.Data;
using CEBase.Platform.Files;
using CEBase.Platform.Imports.Jobs;
using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Imports.Marking;
using CEBase.Platform.Imports.Reading;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Imports.Console;

/// <summary>
/// The steps of an import in the console: upload, settle the columns, confirm, and take back the marked file. Each asks for the kind's
/// permission again. A job is its owner's; whoever holds <see cref="Permissions.ImportsUse"/> besides the kind's permission may help.
/// </summary>
internal sealed class ImportService(
    IDatabase database, ImportKinds kinds, ImportRunner runner, ImportJobs jobs, ImportQueue queue, ImportSignal signal, IFileStore files, FileLimits limits, SheetCache cache,
    Trace trace, IEnumerable<IPermissionProvider> permissions, ICurrentUser user)
{
    /// <summary>Reads, stores and checks an upload; returns the job. What can't be read is refused and not stored.</summary>
    public async Task<long> StartAsync(string kind, string target, Stream content, string fileName)
    {
        var import = kinds.Find(kind, user);
        target = CellText.Clean(target);
        if (target.Length == 0)
        {
            throw new Refusal("target_missing", $"没有填写{import.TargetLabel}。请填写要导入到哪里。") { Field = "Target" };
        }
        var bytes = await limits.ReadAsync(content, fileName, CancellationToken.None);
        var description = await database.ReadAsync(s => import.DescribeTargetAsync(s, target, user));
        var table = ImportTable.Read(bytes, fileName, import.Columns);
        var outcome = await CheckAsync(import, target, table, bytes);
        return await database.WriteAsync(async db =>
        {
            var file = await files.SaveAsync(db, new MemoryStream(bytes, writable: false), fileName, import.Permission, FileKinds.Sheet, user, isSensitive: true);
            var id = await jobs.AddAsync(db, import, target, description, file, user);
            await outcome.KeepAsync(db, jobs, id, new Dictionary<string, int>());
            return id;
        });
    }

    /// <summary>Takes the user's own choice of columns and checks again.</summary>
    public async Task CorrectAsync(long id, IReadOnlyDictionary<string, int> corrections)
    {
        var (job, import) = await OpenAsync(id);
        RequireState(job, "列的对应关系只能在导入之前修改。", ImportState.Uploaded, ImportState.Ready, ImportState.Failed);
        var bytes = (await LoadAsync(job, import)).Bytes;
        var outcome = await CheckAsync(import, job.Target, ImportTable.Read(bytes, job.FileName, import.Columns, corrections), bytes);
        await database.WriteAsync(db => outcome.KeepAsync(db, jobs, id, corrections));
    }

    /// <summary>Puts the job into the queue. Pressing twice queues once.</summary>
    public async Task ConfirmAsync(long id)
    {
        var (job, import) = await OpenAsync(id);
        if (job.IsUnderWay || job.State == ImportState.Done)
        {
            return;
        }
        RequireState(job, "这次导入还不能开始：请先确定列的对应关系。", ImportState.Ready, ImportState.Failed);
        if (job is { State: ImportState.Ready, RowsGood: 0 })
        {
            throw new Refusal("import_nothing_good", "没有一行可以导入。请按每行的说明改好表格，再重新上传。");
        }
        string[] rights = [.. permissions.SelectMany(p => p.Permissions).Select(p => p.Name).Append(import.Permission).Distinct().Where(user.Has)];
        await database.WriteAsync(async db =>
        {
            await import.DescribeTargetAsync(db, job.Target, user);
            await queue.EnterAsync(db, id, rights);
            db.AfterCommit(signal.Ring);
        });
    }

    /// <summary>Gives the import up; nothing was written.</summary>
    public async Task DropAsync(long id)
    {
        await OpenAsync(id);
        var dropped = await database.WriteAsync(s => s.ExecuteAsync("UPDATE import_job SET state = 'Dropped' WHERE id = @id AND state IN ('Uploaded', 'Ready', 'Failed')", new { id }));
        if (dropped == 0)
        {
            throw new Refusal("import_state", "已经开始或结束的导入不能放弃。") { Status = 409 };
        }
    }

    /// <summary>The job, when this user may see it.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<(ImportJob Job, ISpreadsheetImport Import)> OpenAsync(long id)
    {
        var job = await database.ReadAsync(s => jobs.FindAsync(s, id));
        return job is not null && kinds.FindOrNull(job.Kind) is { } import && MaySee(job, import)
            ? (job, import)
            : throw Refusal.NotFound("没有这次导入，或它不是您的。");
    }

    /// <summary>The file of a job as read with the user's choice of columns.</summary>
    public Task<(byte[] Bytes, ImportTable Table)> LoadAsync(ImportJob job, ISpreadsheetImport import) => cache.GetAsync(
        $"{job.Kind} {job.FileHash} {job.Mapping}",
        () => database.ReadAsync(s => ImportFile.ReadAsync(files, s, job.FileHash)),
        bytes => ImportTable.Read(bytes, job.FileName, import.Columns, job.Corrections));

    /// <summary>The user's file with the bad rows marked; leaves a trace, since it holds personal data.</summary>
    public async Task<(MemoryStream Content, string FileName)> MarkAsync(long id, bool asWorkbook)
    {
        var (job, import) = await OpenAsync(id);
        var (bytes, table) = await LoadAsync(job, import);
        var bad = await database.ReadAsync(s => jobs.ProblemsAsync(s, id));
        var output = new MemoryStream();
        var extension = ".xlsx";
        if (asWorkbook)
        {
            MarkedFile.WriteWorkbook(bytes, table, bad, output);
        }
        else
        {
            extension = MarkedFile.Write(bytes, table, bad, output);
        }
        output.Position = 0;
        await database.WriteAsync(s => trace.AppendAsync(s, new TraceEntry("Import", id, "download_marked") { Attachments = [job.FileHash] }, user));
        return (output, $"{Path.GetFileNameWithoutExtension(job.FileName)}（已标注）{extension}");
    }

    private bool MaySee(ImportJob job, ISpreadsheetImport import) =>
        import.MayImport(user) && (user.IsSystem || user.Has(Permissions.ImportsUse) || (job.AccountId is { } owner && owner == user.AccountId));

    private static void RequireState(ImportJob job, string sentence, params ImportState[] states)
    {
        if (!states.Contains(job.State))
        {
            throw new Refusal("import_state", sentence) { Status = 409 };
        }
    }

    private async Task<Outcome> CheckAsync(ISpreadsheetImport import, string target, ImportTable table, byte[] bytes)
    {
        if (table.Map.Problems.Count > 0)
        {
            return new Outcome(ImportState.Uploaded, string.Join("\n", table.Map.Problems.Select(p => p.Message)), 0, []);
        }
        var result = await database.ReadAsync(s => runner.CheckAsync(s, import, target, table, bytes, user));
        return new Outcome(ImportState.Ready, null, result.Accepted, result.BadRows);
    }

    private sealed record Outcome(ImportState State, string? Sentence, int Good, IReadOnlyList<BadRow> Bad)
    {
        public Task KeepAsync(DbScope db, ImportJobs jobs, long id, IReadOnlyDictionary<string, int> corrections) =>
            jobs.CheckedAsync(db, id, State, JsonSerializer.Serialize(corrections), Sentence, Good, Bad);
    }
}
