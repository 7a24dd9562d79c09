namespace CEBase.Enrollment.Learners;

/// <summary>
/// Level of a professional title (职称级别) as learners' records keep it; what people write is read by the table of titles.
/// </summary>
internal static class TitleLevels
{
    public const string FullSenior = nameof(TitleLevel.FullSenior);
    public const string AssociateSenior = nameof(TitleLevel.AssociateSenior);
    public const string Intermediate = nameof(TitleLevel.Intermediate);
    public const string Junior = nameof(TitleLevel.Junior);
    public const string None = nameof(TitleLevel.None);

    public static readonly IReadOnlyList<ListOption> Options =
        [new(FullSenior, "正高级"), new(AssociateSenior, "副高级"), new(Intermediate, "中级"), new(Junior, "初级"), new(None, "无职称")];

    public static string Label(string level) => Options.FirstOrDefault(l => l.Value == level)?.Label ?? "无职称";

    /// <summary>From the level column if it says one, else from the title itself, both by the instructors' table of titles.</summary>
    public static string Of(string level, string title, ITitleTable titles)
    {
        var written = titles.Read(level);
        return (written is { Level: not TitleLevel.None, Unknown.Count: 0 } ? written : titles.Read(title)).Level.ToString();
    }
}
