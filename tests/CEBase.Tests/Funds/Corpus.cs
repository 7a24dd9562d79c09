using CEBase.Funds.Checks;

namespace CEBase.Tests.Funds;

/// <summary>Labelled descriptions by part: clear and tricky are forbidden, harmless is allowed, vague must be looked at.</summary>
internal static class Corpus
{
    public static readonly IReadOnlyList<string> Parts = ["clear", "tricky", "harmless", "vague"];

    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "CEBase.Tests", "Funds", "Corpus");

    public static IReadOnlyList<string> Read(string part) =>
        [.. File.ReadLines(Path.Combine(Folder, $"{part}.txt")).Where(l => l.Length > 0 && !l.StartsWith('#'))];

    public static IReadOnlyList<string> ReadAll() => [.. Parts.SelectMany(Read)];
}

/// <summary>What the check did with one part of the corpus.</summary>
internal sealed class PartMeasure(string part, UseCheck check)
{
    private readonly List<(string Description, Severity? Verdict)> _lines =
        [.. Corpus.Read(part).Select(d => (d, check.Judge(d).Select(f => (Severity?)f.Severity).Max()))];

    public int Count => _lines.Count;

    public int Caught => Count - Of(null).Count;

    /// <summary>Blocked or reviewed, of a part that is forbidden.</summary>
    public double Recall => (double)Caught / Count;

    public double Blocked => (double)Of(Severity.Block).Count / Count;

    public double Reviewed => (double)Of(Severity.Review).Count / Count;

    /// <summary>Of what was caught here and wrongly caught among the harmless, how much was rightly caught.</summary>
    public double PrecisionAgainst(PartMeasure harmless) => (double)Caught / (Caught + harmless.Caught);

    public IReadOnlyList<string> Of(Severity? verdict) => [.. _lines.Where(l => l.Verdict == verdict).Select(l => l.Description)];

    public IEnumerable<string> Report()
    {
        yield return $"{part}: {Count} lines, blocked {Of(Severity.Block).Count}, reviewed {Of(Severity.Review).Count}, allowed {Of(null).Count}";
        if (part is "harmless" or "vague")
        {
            yield return $"  blocked: {string.Join(" | ", Of(Severity.Block))}";
        }
        if (part is not "vague")
        {
            yield return $"  reviewed: {string.Join(" | ", Of(Severity.Review))}";
        }
        if (part is not "harmless")
        {
            yield return $"  allowed: {string.Join(" | ", Of(null))}";
        }
    }
}
