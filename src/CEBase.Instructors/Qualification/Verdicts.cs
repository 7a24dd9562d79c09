namespace CEBase.Instructors.Qualification;

/// <summary>What the judgement comes to, as lists and exports show it.</summary>
internal enum Verdict
{
    Qualified,
    Review,
    Unqualified,
}

internal static class Verdicts
{
    /// <summary>By the gravest finding; notes don't count.</summary>
    public static Verdict Of(IEnumerable<Finding> findings)
    {
        var worst = findings.Select(f => f.Severity).DefaultIfEmpty(Severity.Note).Max();
        return worst switch { Severity.Block => Verdict.Unqualified, Severity.Review => Verdict.Review, _ => Verdict.Qualified };
    }

    public static string Label(this Verdict verdict) => verdict switch
    {
        Verdict.Qualified => "可以授课",
        Verdict.Review => "需要复核",
        _ => "不能授课",
    };

    public static StateTone Tone(this Verdict verdict) => verdict switch
    {
        Verdict.Qualified => StateTone.Done,
        Verdict.Review => StateTone.Waiting,
        _ => StateTone.Stopped,
    };

    /// <summary>As written in files: <c>qualified</c>.</summary>
    public static string Code(this Verdict verdict) => verdict.ToString().ToLowerInvariant();
}
