namespace CEBase.Instructors.Titles;

/// <summary>A line of the table of titles: a title as written, or something that is taken for one and isn't (高级技师, 博导).</summary>
internal sealed record TitleLine
{
    public string Title { get; init; } = "";
    public string Series { get; init; } = "";
    public TitleLevel Level { get; init; }
}

/// <summary>What the table makes of a title as somebody wrote it.</summary>
/// <param name="Level">The highest level among the titles named.</param>
/// <param name="Unknown">Parts the table doesn't hold; a person has to add them or correct the entry.</param>
internal sealed record TitleReading(TitleLevel Level, IReadOnlyList<string> Unknown);

/// <summary>
/// Reads free text against the table, by whole titles only: 高级 in 高级工程师 is associate-senior, in 高级记者 full-senior, in 高级技师 no title.
/// </summary>
internal sealed class TitleTable(IEnumerable<TitleLine> lines)
{
    private static readonly char[] Separators = ['、', '，', ',', '/', '；', ';', '（', '）', '(', ')', ' ', '　'];
    private readonly Dictionary<string, TitleLine> _lines = lines.ToDictionary(l => l.Title);

    public TitleReading Read(string? text)
    {
        var level = TitleLevel.None;
        var unknown = new List<string>();
        foreach (var part in (text ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!_lines.TryGetValue(part, out var line))
            {
                unknown.Add(part);
            }
            else if (line.Level > level)
            {
                level = line.Level;
            }
        }
        return new TitleReading(level, unknown);
    }
}
