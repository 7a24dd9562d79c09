namespace CEBase.Platform.Findings;

/// <summary>What a finding does to the step it was raised on.</summary>
public enum Severity
{
    /// <summary>Shown; nothing more.</summary>
    Note,

    /// <summary>Lets the step through only with a written reason by someone who holds the step's review permission.</summary>
    Review,

    /// <summary>Stops the step.</summary>
    Block,
}

/// <summary>What a rule says (意见): how grave it is, in a sentence a clerk understands, on which article.</summary>
/// <param name="Severity">What it does to the step.</param>
/// <param name="Rule">Stable id of the rule that spoke, <c>seats.full</c>; tests and statistics name it.</param>
/// <param name="Sentence">What is wrong, and what would make it right. Chinese; no personal numbers.</param>
/// <param name="Articles">The articles it rests on.</param>
public sealed record Finding(Severity Severity, string Rule, string Sentence, params IReadOnlyList<Citation> Articles)
{
    /// <summary>Where the user can mend it: an address in the site, or null.</summary>
    public string? Remedy { get; init; }

    /// <summary>A finding that stops the step.</summary>
    public static Finding Block(string rule, string sentence, params string[] articles) => new(Severity.Block, rule, sentence, [.. articles.Select(Citation.Parse)]);

    /// <summary>A finding that asks for a reason.</summary>
    public static Finding Review(string rule, string sentence, params string[] articles) => new(Severity.Review, rule, sentence, [.. articles.Select(Citation.Parse)]);

    /// <summary>A finding that is shown.</summary>
    public static Finding Note(string rule, string sentence, params string[] articles) => new(Severity.Note, rule, sentence, [.. articles.Select(Citation.Parse)]);
}
