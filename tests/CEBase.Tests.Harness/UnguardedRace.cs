namespace CEBase.Tests.Harness;

/// <summary>
/// Two use cases that look and then write, as code without a guard does: neither writes before both have looked, however busy the machine is.
/// The first test of a race runs this, to show that its harness would see what the guard is there to prevent.
/// </summary>
public static class UnguardedRace
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs both and gives what each saw. On PostgreSQL only: SQLite lets one writer in at a time, so that there both can never look.</summary>
    /// <param name="database">The database both share.</param>
    /// <param name="look">What is asked first.</param>
    /// <param name="write">What is done on the ground of what was seen.</param>
    public static async Task<T[]> RunAsync<T>(IDatabase database, Func<DbScope, Task<T>> look, Func<DbScope, T, Task> write)
    {
        var (looked, both) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Task<T> RaceAsync() => database.WriteAsync(async db =>
        {
            var seen = await look(db);
            if (Interlocked.Increment(ref looked) == 2)
            {
                both.SetResult();
            }
            await both.Task.WaitAsync(Patience);
            await write(db, seen);
            return seen;
        });
        return await Task.WhenAll(Task.Run(RaceAsync), Task.Run(RaceAsync));
    }
}
