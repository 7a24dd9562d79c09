namespace CEBase.Regulations;

/// <summary>What software can do about a duty.</summary>
public enum DutyKind
{
    /// <summary>A step can't be taken against it.</summary>
    Enforce,

    /// <summary>A finding is shown.</summary>
    Check,

    /// <summary>There is a place to record it.</summary>
    Record,

    /// <summary>A report or export carries it.</summary>
    Report,

    /// <summary>Nothing for software to do.</summary>
    None,
}

/// <summary>How well a fact is known. What is only generally known or unsure never becomes a constant in code.</summary>
public enum Certainty
{
    /// <summary>Stands in one of the five documents that the system is made from.</summary>
    Seed,

    /// <summary>Read in the text of a statute.</summary>
    Statute,

    /// <summary>Seen in public material that retells it.</summary>
    Seen,

    /// <summary>Computed from other facts.</summary>
    Computed,

    /// <summary>General knowledge; no document seen.</summary>
    General,

    /// <summary>Unsure or not found.</summary>
    Unsure,
}

/// <summary>An article with its duty in the project's own words; never the regulation's text.</summary>
/// <param name="Number">As citations write it: <c>20(2)</c>.</param>
/// <param name="Duty">The duty, in Chinese.</param>
/// <param name="Kind">What software can do about it.</param>
public sealed record Article(string Number, string Duty, DutyKind Kind)
{
    /// <summary>What an article without a number is called: 学时要求; empty when the number says it.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the system is to do about it, in Chinese; empty when nothing.</summary>
    public string Software { get; init; } = "";

    /// <summary>What a reader should know: an inconsistency of the text, a number that isn't known.</summary>
    public string Note { get; init; } = "";

    /// <summary>How well it is known.</summary>
    public Certainty Certainty { get; init; }
}

/// <summary>A regulation.</summary>
/// <param name="Code">Short name used in citations: <c>NPU</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="DocumentNumber">继网教字〔2020〕23号.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="InForceFrom">Day it came into force, or null when it isn't known.</param>
/// <param name="Binding">Whether it binds this base or serves as a model.</param>
/// <param name="Articles">Its articles.</param>
public sealed record Regulation(string Code, string Title, string DocumentNumber, string Issuer, DateOnly? InForceFrom, bool Binding, IReadOnlyList<Article> Articles)
{
    /// <summary>What tables and filters call it.</summary>
    public string ShortTitle { get; init; } = "";

    /// <summary>What it is to this base, a sentence or two.</summary>
    public string About { get; init; } = "";
}

/// <summary>Every regulation of recipes/regulations, read at start-up.</summary>
public interface IRegulationLibrary
{
    /// <summary>All regulations: those that bind first, then the models.</summary>
    IReadOnlyList<Regulation> All { get; }

    /// <summary>The regulation of that code, or null.</summary>
    Regulation? Regulation(string code);

    /// <summary>The article a citation points to, or null.</summary>
    Article? Find(Citation citation);
}
