using CEBase.Platform.Data;
using CEBase.Platform.Files;
using CEBase.Platform.Imports.Mapping;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Imports.Jobs;

/// <summary>Takes one confirmed job from the queue and carries it out: checked again and written in one transaction, or not at all.</summary>
internal sealed partial class ImportWork(IDatabase database, ImportQueue queue, ImportKinds kinds, ImportRunner runner, ImportJobs jobs, IFileStore files, ImportProgress progress, ILogger<ImportWork> log)
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    /// <summary>False when no job waits.</summary>
    public async Task<bool> RunNextAsync(CancellationToken cancel)
    {
        if (await queue.ClaimAsync(cancel) is not { } job)
        {
            return false;
        }
        try
        {
            if (job.Attempts > ImportQueue.MaxAttempts)
            {
                await queue.FailAsync(job, $"导入连续 {ImportQueue.MaxAttempts} 次被中断，已停止，没有写入任何数据。请稍后重试；仍不成功时请联系管理员。");
                return true;
            }
            await RunAsync(job, cancel);
        }
        catch (Refusal refusal)
        {
            await queue.FailAsync(job, refusal.Message);
        }
        catch (LeaseLostException)
        {
            LogLeaseLost(job.Id);
        }
        catch (Exception broken) when (!cancel.IsCancellationRequested)
        {
            LogFailed(broken, job.Id);
            await queue.FailAsync(job, $"系统处理时出错，没有写入任何数据。可以重试；仍不成功时，请把导入编号 {job.Id} 告诉管理员。");
        }
        finally
        {
            progress.Forget(job.Id);
        }
        return true;
    }

    private async Task RunAsync(ImportJob job, CancellationToken cancel)
    {
        var actor = new ImportActor(job);
        var import = kinds.Find(job.Kind, actor);
        var bytes = await database.ReadAsync(s => ImportFile.ReadAsync(files, s, job.FileHash), cancel);
        var table = ImportRunner.ReadTable(bytes, job.FileName, import, job.Corrections);
        await database.WriteAsync(async db =>
        {
            using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var pulse = PulseAsync(job, db.Dialect, done.Token);
            ImportResult result;
            try
            {
                result = await runner.WriteAsync(db, import, job.Target, table, bytes, actor, progress.Of(job.Id));
            }
            finally
            {
                await done.CancelAsync();
                // A beat that failed is no reason to undo the import: whether the lease still holds is asked at the end.
                await pulse.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            // From here the row is locked until the commit: nobody takes the job over between the check and the end.
            if (!await queue.HoldsAsync(db, job))
            {
                throw new LeaseLostException();
            }
            await jobs.FinishAsync(db, job.Id, result);
            await runner.TraceAsync(db, job.Id, import, job.Target, job.FileHash, result, actor);
        }, cancel);
    }

    /// <summary>Keeps the lease alive while rows are written. On SQLite the import itself holds the one writer, and nobody could take the job over meanwhile.</summary>
    private async Task PulseAsync(ImportJob job, Dialect dialect, CancellationToken done)
    {
        while (dialect.Kind == DatabaseKind.PostgreSql)
        {
            await Task.Delay(Pulse, done);
            await queue.RenewAsync(job, progress.Done(job.Id), done);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Job} failed")]
    private partial void LogFailed(Exception exception, long job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Import {Job} was taken over by another runner; this run was undone")]
    private partial void LogLeaseLost(long job);

    private sealed class LeaseLostException : Exception;
}
