namespace CEBase.Instructors.Titles;

/// <summary>A line of the table of titles: a title as written, or something that is taken for one and isn't (高级技师, 博导).</summary>
internal sealed record TitleLine
{
    public string Title { get; init; } = "";
    public string Series { get; init; } = "";
    public TitleLevel Level { get; init; }
}

/// <summary>
/// Reads free text against the table, by whole titles only: 高级 in 高级工程师 is associate-senior, in 高级记者 full-senior, in 高级技师 no title.
/// </summary>
internal sealed partial class TitleTable : ITitleTable
{
    /// <summary>Series of the words that name a level and no title: 副高. They count in brackets and alone, never as part of a longer word.</summary>
    public const string LevelWords = "级别写法";

    private readonly Dictionary<string, TitleLine> _lines = [];
    private readonly int _longest;

    public TitleTable(IEnumerable<TitleLine> lines)
    {
        foreach (var line in lines)
        {
            // An alias comes after the recipe's line of the same words and wins.
            _lines[CellText.Clean(line.Title)] = line;
        }
        _longest = _lines.Keys.Select(k => k.Length).DefaultIfEmpty(0).Max();
    }

    public TitleReading Read(string? text)
    {
        var clean = CellText.Clean(text);
        if (Find(clean) is { } whole)
        {
            return new TitleReading(whole.Level, []);
        }
        var level = TitleLevel.None;
        var unknown = new List<string>();
        var inside = Bracket().Matches(clean).SelectMany(m => Parts(m.Groups[1].Value)).ToList();
        var outside = Parts(Bracket().Replace(clean, " ")).ToList();
        foreach (var part in outside)
        {
            if (Level(part) is not { } found)
            {
                unknown.Add(part);
            }
            else if (found > level)
            {
                level = found;
            }
        }
        // What stands in brackets is mostly a field; it counts where the table knows it: 教授（博导）, 高级工程师（正高级）.
        foreach (var found in inside.Select(part => Find(part)?.Level).OfType<TitleLevel>().Where(l => l > level))
        {
            level = found;
        }
        if (outside.Count == 0)
        {
            unknown.AddRange(inside.Where(part => Find(part) is null));
        }
        return new TitleReading(level, unknown);
    }

    private TitleLevel? Level(string part) => Find(part)?.Level ?? (Ranked(part) is { } bare ? Find(bare)?.Level : null) ?? ByPrefix(part) ?? Covered(part);

    // 正高级 says its level in every series, whatever trade follows.
    private static TitleLevel? ByPrefix(string part) => part.StartsWith("正高级", StringComparison.Ordinal) && part[^1] is ('师' or '员') ? TitleLevel.FullSenior : null;

    /// <summary>二级教授 and 教授三级 name a post of the title, not another title.</summary>
    private static string? Ranked(string part) => Rank().Match(part) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Titles written one after the other without a mark, as cleaning a cell leaves them: 教授博导.</summary>
    private TitleLevel? Covered(string part)
    {
        var reached = new TitleLevel?[part.Length + 1];
        reached[0] = TitleLevel.None;
        for (var start = 0; start < part.Length; start++)
        {
            if (reached[start] is not { } sofar)
            {
                continue;
            }
            for (var length = 2; length <= Math.Min(_longest, part.Length - start); length++)
            {
                if (_lines.TryGetValue(part.Substring(start, length), out var line) && line.Series != LevelWords)
                {
                    var best = line.Level > sofar ? line.Level : sofar;
                    // Between two ways of cutting the lower level is the safe one: 副教授 is never 副 and 教授.
                    reached[start + length] = reached[start + length] is { } other && other < best ? other : best;
                }
            }
        }
        return reached[part.Length];
    }

    private TitleLine? Find(string text) => _lines.GetValueOrDefault(text) ?? _lines.GetValueOrDefault(Suffix().Replace(text, ""));

    private static string[] Parts(string text) => Separator().Split(text).Select(p => p.Trim()).Where(p => p.Length > 0).ToArray();

    [GeneratedRegex(@"[(\[【〔]([^)\]】〕]*)[)\]】〕]?")]
    private static partial Regex Bracket();

    [GeneratedRegex(@"[、,，/／;；\s|&+]|兼(?!职)")]
    private static partial Regex Separator();

    [GeneratedRegex(@"(?<=.)(专业技术职务任职资格|专业技术职务|任职资格|职称|资格)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^(?:[一二三四五六七1-7]级)?(副?教授|副?研究员|讲师|高级工程师)(?:[一二三四五六七1-7]级岗?)?$")]
    private static partial Regex Rank();
}
