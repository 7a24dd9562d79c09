using CEBase.Instructors.Evidence;
using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Qualification;

/// <summary>First and last day, both included, on which a paper holds.</summary>
internal readonly record struct Days(DateOnly From, DateOnly Until)
{
    public bool Cover(DateOnly day) => From <= day && day <= Until;
}

/// <summary>A proof on file.</summary>
/// <param name="Proves">What it proves.</param>
/// <param name="From">Day it was signed or issued; null when not told.</param>
/// <param name="Until">Last day it holds; null without end.</param>
internal sealed record Proof(Proves Proves, DateOnly? From, DateOnly? Until)
{
    public bool Holds(DateOnly day) => !(From > day) && !(Until < day);
}

/// <summary>Everything the rules need to know of an instructor.</summary>
internal sealed record QualificationFacts(Instructor Instructor)
{
    /// <summary>Titles the table doesn't hold.</summary>
    public IReadOnlyList<string> UnknownTitles { get; init; } = [];

    /// <summary>Approved background checks with the Party committee's review.</summary>
    public IReadOnlyList<Days> Reviews { get; init; } = [];

    /// <summary>Approved exceptions.</summary>
    public IReadOnlyList<Days> Exceptions { get; init; } = [];

    public IReadOnlyList<Proof> Proofs { get; init; } = [];

    /// <summary>Days of incidents that aren't closed.</summary>
    public IReadOnlyList<DateOnly> OpenIncidents { get; init; } = [];

    /// <summary>Name and number, as sentences begin.</summary>
    public string Who => Instructor.Number.Length > 0 ? $"{Instructor.Name}（{Instructor.Number}）" : Instructor.Name;
}
