using System.Diagnostics.Metrics;

namespace CEBase.Platform.Telemetry;

/// <summary>
/// What the program counts about its own work, for whoever watches it; exported by the host when telemetry is set up. Tags are names of the program's own
/// (a rule, a kind, a job), never a person, a number or a text that somebody typed.
/// </summary>
public static class Measures
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "CEBase";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Applications = Meter.CreateCounter<long>("cebase.applications", "{application}", "Applications for classes that were taken in");
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("cebase.refusals", "{refusal}", "Steps that a rule stopped");
    private static readonly Counter<long> ImportRows = Meter.CreateCounter<long>("cebase.import.rows", "{row}", "Rows of imported spreadsheets");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("cebase.mails", "{mail}", "Messages handed to the mail server");
    private static readonly Counter<long> Jobs = Meter.CreateCounter<long>("cebase.jobs", "{run}", "Runs of timed jobs");

    /// <summary>An application was taken in.</summary>
    /// <param name="source">Where it came from: the portal, a roster.</param>
    public static void Applied(string source) => Applications.Add(1, new KeyValuePair<string, object?>("source", source));

    /// <summary>A rule stopped a step.</summary>
    /// <param name="rule">The rule's id: <c>class.full</c>.</param>
    public static void Refused(string rule) => Refusals.Add(1, new KeyValuePair<string, object?>("rule", rule));

    /// <summary>An import was written.</summary>
    /// <param name="kind">Kind of import: <c>roster</c>.</param>
    /// <param name="written">Rows that were written.</param>
    /// <param name="unchanged">Good rows that were there already.</param>
    /// <param name="refused">Rows given back.</param>
    public static void Imported(string kind, int written, int unchanged, int refused)
    {
        foreach (var (outcome, rows) in new[] { ("written", written), ("unchanged", unchanged), ("refused", refused) })
        {
            ImportRows.Add(rows, new("kind", kind), new("outcome", outcome));
        }
    }

    /// <summary>A message was handed to the mail server, or not.</summary>
    public static void Mailed(bool sent) => Mails.Add(1, new KeyValuePair<string, object?>("outcome", sent ? "sent" : "failed"));

    /// <summary>A timed job ended.</summary>
    /// <param name="job">Its name: <c>seal-traces</c>.</param>
    /// <param name="failed">It ended by an error.</param>
    public static void JobRan(string job, bool failed) => Jobs.Add(1, new("job", job), new("outcome", failed ? "failed" : "done"));
}
