using CEBase.Funds.Checks;
using CEBase.Platform.Workflows;

namespace CEBase.Tests.Funds;

/// <summary>Labelled descriptions of <c>tests/corpus</c> by part: clear, tricky, harmless, vague.</summary>
internal static class Corpus
{
    public static Dictionary<string, List<string>> Read(string file)
    {
        var parts = new Dictionary<string, List<string>>();
        List<string>? part = null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "corpus", file)).Skip(1))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                parts[line[2..line.IndexOf(':')]] = part = [];
            }
            else if (line.Length > 0)
            {
                part!.Add(line);
            }
        }
        return parts;
    }
}

/// <summary>What the check did with a labelled corpus.</summary>
internal sealed class Measurement
{
    private readonly Dictionary<string, List<(string Description, Severity? Verdict)>> _parts;

    public Measurement(UseCheck check, Dictionary<string, List<string>> corpus) =>
        _parts = corpus.ToDictionary(c => c.Key, c => c.Value.Select(d => (d, check.Judge(d).Select(f => (Severity?)f.Severity).Max())).ToList());

    public int Forbidden => Count("clear") + Count("tricky");

    public int Harmless => Count("harmless");

    public int Caught => Forbidden - Of(null, "clear", "tricky").Count;

    public double Recall => (double)Caught / Forbidden;

    public double Precision => (double)Caught / (Caught + Of(Severity.Block, "harmless").Count + Of(Severity.Review, "harmless").Count);

    public double BlockedHarmless => (double)Of(Severity.Block, "harmless").Count / Harmless;

    public double ReviewedHarmless => (double)Of(Severity.Review, "harmless").Count / Harmless;

    public IReadOnlyList<string> AllowedVague => Of(null, "vague");

    public int Count(string part) => _parts[part].Count;

    public IEnumerable<string> Lines()
    {
        foreach (var (part, lines) in _parts)
        {
            yield return $"{part}: {lines.Count} lines, blocked {lines.Count(l => l.Verdict == Severity.Block)}, reviewed {lines.Count(l => l.Verdict == Severity.Review)}, allowed {lines.Count(l => l.Verdict is null)}";
        }
        yield return $"recall {Recall:P2}, precision {Precision:P2}; harmless blocked {BlockedHarmless:P2}, reviewed {ReviewedHarmless:P2}";
        yield return $"missed: {string.Join(" | ", Of(null, "clear", "tricky"))}";
        yield return $"harmless but blocked: {string.Join(" | ", Of(Severity.Block, "harmless"))}";
        yield return $"harmless but reviewed: {string.Join(" | ", Of(Severity.Review, "harmless"))}";
        yield return $"vague but blocked: {string.Join(" | ", Of(Severity.Block, "vague"))}; vague but allowed: {string.Join(" | ", AllowedVague)}";
        yield return $"forbidden but only reviewed: {string.Join(" | ", Of(Severity.Review, "clear", "tricky"))}";
    }

    private List<string> Of(Severity? verdict, params string[] parts) =>
        [.. parts.SelectMany(p => _parts[p]).Where(l => l.Verdict == verdict).Select(l => l.Description)];
}
