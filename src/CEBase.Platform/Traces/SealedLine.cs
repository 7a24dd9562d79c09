using System.Text.Encodings.Web;

namespace CEBase.Platform.Traces;

/// <summary>
/// An entry beside its seal, each column as it is stored, and the hash that follows from it. The chain sees ids, codes and instants
/// in the clear; what may name a person (who acted, what was written, the sentences) only through a hash salted per entry.
/// </summary>
internal sealed record SealedLine
{
    // "what": makes the hash of another kind of line, or of a later form of this one, differ.
    private const string Form = "cebase-trace-1";
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public long? Sequence { get; init; }
    public long SealedEntry { get; init; }
    public string Previous { get; init; } = "";
    public string Hash { get; init; } = "";
    public long? Id { get; init; }
    public string At { get; init; } = "";
    public long? ActorId { get; init; }
    public string ActorName { get; init; } = "";
    public string RecordType { get; init; } = "";
    public long RecordId { get; init; }
    public string Step { get; init; } = "";
    public string FromState { get; init; } = "";
    public string ToState { get; init; } = "";
    public string Findings { get; init; } = "[]";
    public string? Comment { get; init; }
    public string Attachments { get; init; } = "[]";
    public string Salt { get; init; } = "";

    public const string EntryColumns = "e.id, e.at, e.actor_id, e.actor_name, e.record_type, e.record_id, e.step, e.from_state, e.to_state, e.findings, e.comment, e.attachments, e.salt";

    /// <summary>SHA-256 of the hash before and everything this entry says.</summary>
    public string HashAfter(string previous) => Sha256(previous + Canonical());

    private string Canonical() => JsonSerializer.Serialize(new object?[]
    {
        Form, Id, At, ActorId, RecordType, RecordId, Step, FromState, ToState, Rules(), Attachments,
        Sha256(JsonSerializer.Serialize(new[] { Salt, ActorName, Comment, Findings }, Json)),
    }, Json);

    /// <summary>Rule ids and articles, without the sentences.</summary>
    private string[] Rules()
    {
        try
        {
            using var document = JsonDocument.Parse(Findings);
            return [.. document.RootElement.EnumerateArray().Select(f => $"{f.GetProperty("severity")} {f.GetProperty("rule")} {f.GetProperty("articles")}")];
        }
        catch (Exception notFindings) when (notFindings is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Overwritten with something else; the salted hash above shows it as changed.
            return [];
        }
    }

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
