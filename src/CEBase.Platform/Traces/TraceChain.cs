using CEBase.Platform.Data;

namespace CEBase.Platform.Traces;

/// <summary>What is wrong with the first entry that does not fit the chain.</summary>
public enum TraceBreak
{
    /// <summary>Sealed, but the entry is gone.</summary>
    EntryMissing,

    /// <summary>The entry says something else than when it was sealed.</summary>
    EntryChanged,

    /// <summary>A seal was taken out of the middle or from the front.</summary>
    SealMissing,

    /// <summary>The seal does not follow from the one before it.</summary>
    SealReordered,
}

/// <summary>The first entry that does not fit.</summary>
/// <param name="Sequence">Place in the chain.</param>
/// <param name="EntryId">The entry; null when its seal is what is missing.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Sentence">The same, for people.</param>
public sealed record BrokenTrace(long Sequence, long? EntryId, TraceBreak Kind, string Sentence);

/// <summary>What verifying found.</summary>
/// <param name="Entries">Entries there are.</param>
/// <param name="Sealed">Entries in the chain.</param>
/// <param name="FirstBroken">The first that does not fit; null when all do.</param>
/// <param name="Head">Hash of the last seal that fits. Written down elsewhere, it shows later that nothing was cut off the end.</param>
public sealed record TraceVerdict(long Entries, long Sealed, BrokenTrace? FirstBroken, string Head)
{
    /// <summary>Every sealed entry fits.</summary>
    public bool Ok => FirstBroken is null;

    /// <summary>Entries that wait for the sealing job.</summary>
    public long Unsealed => Math.Max(0, Entries - Sealed);
}

/// <summary>The hash chain over the trace: sealing what was written, and verifying that nothing was changed since.</summary>
public sealed partial class TraceChain(IDatabase database, TimeProvider clock, ILogger<TraceChain> log)
{
    private const long LockKey = 0x5452_4143_45; // "TRACE"
    private const int Batch = 1000;

    // A transaction may commit after a later-numbered one was sealed; so far back an entry is still looked for in everyday runs.
    private const int LookBack = 20_000;
    private bool _scannedAll;

    /// <summary>The hash before the first entry.</summary>
    public const string Genesis = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The statement of a <see cref="TraceLine"/>, up to its WHERE.</summary>
    internal const string Select = "SELECT id, at, actor_id, actor_name, record_type, record_id, step, from_state, to_state, findings, comment, attachments FROM trace_entry";

    /// <summary>How many entries there are, and how many of them are sealed.</summary>
    internal async Task<(long Entries, long Sealed)> CountAsync(DbScope db) =>
        (await db.ScalarAsync<long>("SELECT count(*) FROM trace_entry"), await db.ScalarAsync<long>("SELECT count(*) FROM trace_seal"));

    /// <summary>The kinds of record that left a trace.</summary>
    internal Task<IReadOnlyList<string>> RecordTypesAsync(DbScope db) => db.QueryAsync<string>("SELECT DISTINCT record_type FROM trace_entry ORDER BY record_type");

    /// <summary>
    /// Seals what waits, in batches, and returns how many entries were sealed. One sealer at a time: another node at it means nothing to do here.
    /// </summary>
    public async Task<int> SealAsync(CancellationToken cancel = default)
    {
        var total = 0;
        while (true)
        {
            var count = await database.WriteAsync(SealBatchAsync, cancel);
            total += count;
            if (count < Batch)
            {
                _scannedAll = true;
                return total;
            }
        }
    }

    private async Task<int> SealBatchAsync(DbScope db)
    {
        if (db.Dialect.Kind == DatabaseKind.PostgreSql && !await db.ScalarAsync<bool>("SELECT pg_try_advisory_xact_lock(@LockKey)", new { LockKey }))
        {
            return 0;
        }
        var last = await db.FirstAsync<SealedLine>("SELECT sequence, entry_id AS sealed_entry, hash FROM trace_seal ORDER BY sequence DESC LIMIT 1");
        var from = _scannedAll && last is not null ? last.SealedEntry - LookBack : 0;
        var waiting = await db.QueryAsync<SealedLine>($"""
            SELECT {SealedLine.EntryColumns} FROM trace_entry e
            WHERE e.id > @from AND NOT EXISTS (SELECT 1 FROM trace_seal s WHERE s.entry_id = e.id)
            ORDER BY e.id LIMIT {Batch}
            """, new { from });
        var (sequence, hash) = (last?.Sequence ?? 0, last?.Hash ?? Genesis);
        var sealedAt = clock.GetUtcNow();
        var seals = new List<object>(waiting.Count);
        foreach (var line in waiting)
        {
            var next = line.HashAfter(hash);
            seals.Add(new { Sequence = ++sequence, EntryId = line.Id, Previous = hash, Hash = next, At = sealedAt });
            hash = next;
        }
        if (seals.Count > 0)
        {
            await db.ExecuteAsync("INSERT INTO trace_seal (sequence, entry_id, previous, hash, sealed_at) VALUES (@Sequence, @EntryId, @Previous, @Hash, @At)", seals);
            var head = hash;
            db.AfterCommit(() => LogSealed(seals.Count, sequence, head));
        }
        return seals.Count;
    }

    /// <summary>Re-computes the chain from the beginning; changes nothing.</summary>
    public Task<TraceVerdict> VerifyAsync(CancellationToken cancel = default) => database.ReadAsync(async db =>
    {
        var sealedCount = await db.ScalarAsync<long>("SELECT count(*) FROM trace_seal");
        var (broken, head) = await FirstBrokenAsync(db);
        return new TraceVerdict(await db.ScalarAsync<long>("SELECT count(*) FROM trace_entry"), sealedCount, broken, head);
    }, cancel);

    private static async Task<(BrokenTrace? Broken, string Head)> FirstBrokenAsync(DbScope db)
    {
        var (expected, previous) = (1L, Genesis);
        while (true)
        {
            var page = await db.QueryAsync<SealedLine>($"""
                SELECT s.sequence, s.entry_id AS sealed_entry, s.previous, s.hash, {SealedLine.EntryColumns}
                FROM trace_seal s LEFT JOIN trace_entry e ON e.id = s.entry_id
                WHERE s.sequence >= @expected ORDER BY s.sequence LIMIT {Batch}
                """, new { expected });
            foreach (var line in page)
            {
                if (Look(line, expected, previous) is { } broken)
                {
                    return (broken, previous);
                }
                expected++;
                previous = line.Hash;
            }
            if (page.Count < Batch)
            {
                return (null, previous);
            }
        }
    }

    private static BrokenTrace? Look(SealedLine line, long expected, string previous)
    {
        if (line.Sequence != expected)
        {
            return new BrokenTrace(expected, null, TraceBreak.SealMissing, $"链上第 {expected} 号封印不见了。");
        }
        if (line.Previous != previous)
        {
            return new BrokenTrace(expected, line.SealedEntry, TraceBreak.SealReordered, $"链上第 {expected} 号封印（痕迹 {line.SealedEntry}）接不上前一号，次序被改动过。");
        }
        if (line.Id is null)
        {
            return new BrokenTrace(expected, line.SealedEntry, TraceBreak.EntryMissing, $"痕迹 {line.SealedEntry}（链上第 {expected} 号）已封存，但记录被删除了。");
        }
        return line.HashAfter(previous) == line.Hash
            ? null
            : new BrokenTrace(expected, line.SealedEntry, TraceBreak.EntryChanged, $"痕迹 {line.SealedEntry}（链上第 {expected} 号）的内容与封存时不符。");
    }

    // The head goes to the log as an anchor outside the database.
    [LoggerMessage(Level = LogLevel.Information, Message = "Sealed {Count} trace entries; chain head {Sequence} {Head}")]
    private partial void LogSealed(int count, long sequence, string head);
}
