using CEBase.Platform.Data;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Quartz;

namespace CEBase.Platform.Keys;

/// <summary>
/// Makes the first data-protection key after migrating and the next one a week before the last expires. The framework would make keys
/// whenever it first needs one, which may be inside a write, and SQLite lets only one write in: it would wait for itself.
/// </summary>
internal sealed class KeyRotation(IKeyManager keys, IDatabase database) : IAfterMigration, IJob
{
    private const long LockKey = 0x4B45_5953; // "KEYS"
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(7);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancel)
    {
        if (database.Dialect.Kind == DatabaseKind.Sqlite)
        {
            Ensure();
            return;
        }
        await database.WriteAsync(async db =>
        {
            // The key itself is stored on a connection of its own; the lock only keeps two nodes from making two.
            await db.ExecuteAsync("SELECT pg_advisory_xact_lock(@LockKey)", new { LockKey });
            Ensure();
        }, cancel);
    }

    private void Ensure()
    {
        // Keys live by the real clock, as the framework's own reading of them does.
        var now = TimeProvider.System.GetUtcNow();
        var last = keys.GetAllKeys().Where(k => !k.IsRevoked).Select(k => k.ExpirationDate).DefaultIfEmpty(now).Max();
        if (last <= now)
        {
            keys.CreateNewKey(now, now + Lifetime);
        }
        else if (last - now < Ahead)
        {
            keys.CreateNewKey(last, last + Lifetime);
        }
    }
}
