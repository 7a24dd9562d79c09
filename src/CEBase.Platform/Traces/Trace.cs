using System.Text.Encodings.Web;
using System.Text.Unicode;
using CEBase.Platform.Data;
using CEBase.Platform.Findings;
using CEBase.Platform.Security;

namespace CEBase.Platform.Traces;

/// <summary>The append-only trace. Written in the transaction of the act itself; sealed into a hash chain afterwards.</summary>
public sealed class Trace(TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Appends an entry.</summary>
    public async Task AppendAsync(DbScope db, TraceEntry entry, ICurrentUser user)
    {
        await db.ExecuteAsync("""
            INSERT INTO trace_entry (at, actor_id, actor_name, record_type, record_id, step, from_state, to_state, findings, comment, attachments, salt)
            VALUES (@At, @ActorId, @ActorName, @RecordType, @RecordId, @Step, @From, @To, @Findings, @Comment, @Attachments, @Salt)
            """, new
        {
            At = clock.GetUtcNow(),
            ActorId = user.AccountId,
            ActorName = user.DisplayName,
            entry.RecordType,
            entry.RecordId,
            entry.Step,
            entry.From,
            entry.To,
            Findings = JsonSerializer.Serialize(entry.Findings.Select(StoredFinding.Of), Json),
            entry.Comment,
            Attachments = JsonSerializer.Serialize(entry.Attachments, Json),
            Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        });
    }

    /// <summary>What happened to a record, newest first.</summary>
    public Task<IReadOnlyList<TraceLine>> OfAsync(DbScope db, string recordType, long recordId) =>
        db.QueryAsync<TraceLine>("""
            SELECT id, at, actor_id, actor_name, record_type, record_id, step, from_state, to_state, findings, comment, attachments
            FROM trace_entry WHERE record_type = @recordType AND record_id = @recordId ORDER BY id DESC
            """, new { recordType, recordId });

    /// <summary>Number of the entry by which a record came where it stands; 0 when it never moved.</summary>
    internal Task<long> LastMoveAsync(DbScope db, string recordType, long recordId) => db.ScalarAsync<long>(
        "SELECT coalesce(max(id), 0) FROM trace_entry WHERE record_type = @recordType AND record_id = @recordId AND to_state <> ''", new { recordType, recordId });

    /// <summary>The findings a trace line keeps.</summary>
    public static IReadOnlyList<Finding> FindingsOf(TraceLine line) =>
        [.. JsonSerializer.Deserialize<StoredFinding[]>(line.Findings, Json)!.Select(f => f.ToFinding())];

    private sealed record StoredFinding(Severity Severity, string Rule, string Sentence, string[] Articles)
    {
        public static StoredFinding Of(Finding f) => new(f.Severity, f.Rule, f.Sentence, [.. f.Articles.Select(a => a.ToString())]);

        public Finding ToFinding() => new(Severity, Rule, Sentence, [.. Articles.Select(Citation.Parse)]);
    }
}
