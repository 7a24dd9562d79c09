using System.Diagnostics.CodeAnalysis;

namespace CEBase.Platform.Findings;

/// <summary>A pointer to an article of a regulation: <c>NPU:20(2)</c>.</summary>
/// <param name="Regulation">The regulation's short name, a file under recipes/regulations.</param>
/// <param name="Article">The article's number as the regulation's file writes it.</param>
public readonly partial record struct Citation(string Regulation, string Article)
{
    /// <summary>Reads <c>NPU:20(2)</c>.</summary>
    /// <exception cref="FormatException">Not of that form.</exception>
    public static Citation Parse(string text) =>
        TryParse(text, out var citation) ? citation : throw new FormatException($"“{text}”不是条款引用，应形如 NPU:20(2)。");

    /// <summary>Reads <c>NPU:20(2)</c>, or says no.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Citation citation)
    {
        var match = Form().Match(text ?? "");
        citation = match.Success ? new Citation(match.Groups[1].Value, match.Groups[2].Value) : default;
        return match.Success;
    }

    /// <summary>As parsed.</summary>
    public override string ToString() => $"{Regulation}:{Article}";

    [GeneratedRegex(@"^([A-Z][A-Z0-9-]*):(\S.*)$")]
    private static partial Regex Form();
}

/// <summary>
/// The articles a rule, gate or use case rests on. Start-up refuses an article that no regulation has; the policy map lists what carries each.
/// </summary>
/// <param name="articles">Citations, <c>"NPU:13"</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RestsOnAttribute(params string[] articles) : Attribute
{
    /// <summary>Citations as written.</summary>
    public string[] Articles { get; } = articles;

    /// <summary>In what way the code carries the article, a short Chinese phrase for the policy map.</summary>
    public string How { get; init; } = "";

    /// <summary>The articles that these types rest on, each once, in the order written.</summary>
    public static IReadOnlyList<Citation> ArticlesOf(IEnumerable<Type> types) =>
        [.. types.SelectMany(t => t.GetCustomAttributes(typeof(RestsOnAttribute), inherit: true).Cast<RestsOnAttribute>()).SelectMany(a => a.Articles).Distinct().Select(Citation.Parse)];
}
