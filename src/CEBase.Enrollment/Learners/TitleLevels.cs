using CEBase.Instructors;

namespace CEBase.Enrollment.Learners;

/// <summary>
/// Level of a professional title (职称级别), from what people write. 高级工程师 is 副高; 教授级 and 研究员级 are 正高; 高级技师 is a skill
/// grade and no title (domain facts, part G).
/// </summary>
internal static class TitleLevels
{
    public const string FullSenior = nameof(TitleLevel.FullSenior);
    public const string AssociateSenior = nameof(TitleLevel.AssociateSenior);
    public const string Intermediate = nameof(TitleLevel.Intermediate);
    public const string Junior = nameof(TitleLevel.Junior);
    public const string None = nameof(TitleLevel.None);

    public static readonly IReadOnlyList<(string Value, string Label)> All =
        [(FullSenior, "正高级"), (AssociateSenior, "副高级"), (Intermediate, "中级"), (Junior, "初级"), (None, "无职称")];

    private static readonly string[] FullSeniorTitles = ["教授", "研究员", "研究馆员", "编审", "主任医师", "主任药师", "主任护师", "主任技师"];
    private static readonly string[] IntermediateTitles =
        ["讲师", "助理研究员", "工程师", "实验师", "经济师", "会计师", "统计师", "审计师", "政工师", "馆员", "编辑", "主治医师", "主管药师", "主管护师", "主管技师", "一级教师"];

    public static string Label(string level) => All.FirstOrDefault(l => l.Value == level).Label ?? "无职称";

    /// <summary>From the level column if it says one, else from the title itself.</summary>
    public static string Of(string level, string title)
    {
        var written = level.Trim().TrimEnd('级');
        return written switch
        {
            "正高" => FullSenior,
            "副高" or "高" => AssociateSenior,
            "中" => Intermediate,
            "初" or "助理" or "员" => Junior,
            _ => OfTitle(title.Trim()),
        };
    }

    private static string OfTitle(string title) => title switch
    {
        "" or "无" or "高级技师" => None,
        _ when FullSeniorTitles.Contains(title) || title.StartsWith("正高级", StringComparison.Ordinal) || title.Contains("教授级") || title.Contains("研究员级") => FullSenior,
        _ when title.StartsWith('副') || title.StartsWith("高级", StringComparison.Ordinal) => AssociateSenior,
        _ when IntermediateTitles.Contains(title) => Intermediate,
        _ when title.StartsWith("助理", StringComparison.Ordinal) || title is "助教" or "研究实习员" or "技术员" => Junior,
        _ => None,
    };
}
