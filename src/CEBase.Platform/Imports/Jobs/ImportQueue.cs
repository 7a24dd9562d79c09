using CEBase.Platform.Data;

namespace CEBase.Platform.Imports.Jobs;

/// <summary>
/// The durable queue: confirmed jobs wait in the database, a runner claims one by a conditional update and holds it by a lease. A killed
/// node's lease runs out and another takes the job over; whatever the killed one had written was never committed. Not Quartz: its store would queue
/// behind the import, which holds SQLite's one writer, and it has no token by which the last statement of a run proves that the job is still its own.
/// </summary>
internal sealed class ImportQueue(IDatabase database, TimeProvider clock)
{
    /// <summary>How long a claim holds without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Claims of one job, after which it is given up.</summary>
    public const int MaxAttempts = 3;

    /// <summary>Puts a checked or failed job into the queue; false when it is there already or was never checked.</summary>
    public async Task<bool> EnterAsync(DbScope db, long id, IReadOnlyList<string> rights) => await db.ExecuteAsync("""
        UPDATE import_job SET state = 'Queued', rights = @Rights, confirmed_at = @now, sentence = NULL, rows_done = 0, attempts = 0
        WHERE id = @id AND state IN ('Ready', 'Failed')
        """, new { id, Rights = JsonSerializer.Serialize(rights), now = clock.GetUtcNow() }) == 1;

    /// <summary>Claims the next job for one run; null when none waits. Two runners never get the same.</summary>
    public async Task<ImportJob?> ClaimAsync(CancellationToken cancel)
    {
        const string waiting = "(state = 'Queued' OR (state = 'Running' AND lease_until < @now))";
        while (true)
        {
            var now = clock.GetUtcNow();
            var next = await database.ReadAsync(s => s.FirstAsync<long?>($"SELECT id FROM import_job WHERE {waiting} ORDER BY confirmed_at, id LIMIT 1", new { now }), cancel);
            if (next is not { } id)
            {
                return null;
            }
            var token = Guid.NewGuid().ToString("N");
            var claimed = await database.WriteAsync(async db => await db.ExecuteAsync($"""
                UPDATE import_job SET state = 'Running', lease_token = @token, lease_until = @Until, attempts = attempts + 1, rows_done = 0 WHERE id = @id AND {waiting}
                """, new { id, token, Until = now + Lease, now }) == 1 ? await db.FirstAsync<ImportJob>("SELECT * FROM import_job WHERE id = @id", new { id }) : null, cancel);
            if (claimed is not null)
            {
                return claimed;
            }
        }
    }

    /// <summary>Writes how far the run is and renews its lease, in a small transaction of its own; false when the lease was lost.</summary>
    public async Task<bool> RenewAsync(ImportJob job, int rowsDone, CancellationToken cancel) => await database.WriteAsync(db => db.ExecuteAsync("""
        UPDATE import_job SET rows_done = @rowsDone, lease_until = @Until WHERE id = @Id AND state = 'Running' AND lease_token = @LeaseToken
        """, new { job.Id, job.LeaseToken, rowsDone, Until = clock.GetUtcNow() + Lease }), cancel) == 1;

    /// <summary>Inside the writing transaction, at its end: the run still holds the job, and keeps it until the commit.</summary>
    public async Task<bool> HoldsAsync(DbScope db, ImportJob job) =>
        await db.ExecuteAsync("UPDATE import_job SET rows_done = rows_total WHERE id = @Id AND state = 'Running' AND lease_token = @LeaseToken", new { job.Id, job.LeaseToken }) == 1;

    /// <summary>Ends a run that wrote nothing, with the sentence the user reads.</summary>
    public Task FailAsync(ImportJob job, string sentence) => database.WriteAsync(db => db.ExecuteAsync("""
        UPDATE import_job SET state = 'Failed', sentence = @sentence, finished_at = @now, lease_token = NULL, lease_until = NULL, rows_done = 0
        WHERE id = @Id AND state = 'Running' AND lease_token = @LeaseToken
        """, new { job.Id, job.LeaseToken, sentence, now = clock.GetUtcNow() }));
}
