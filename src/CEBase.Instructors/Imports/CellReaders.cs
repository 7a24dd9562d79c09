using System.Globalization;

namespace CEBase.Instructors.Imports;

/// <summary>Reads the cells of a sheet of instructors other than education and title.</summary>
internal static partial class CellReaders
{
    private const string Numerals = "零一二三四五六七八九";

    /// <summary>Years of work: 20年, 二十年, 10余年, 1998年至今. Null when none is told.</summary>
    public static int? Years(string? cell, DateOnly today)
    {
        var text = CellText.Clean(cell).Replace(" ", "").Replace('两', '二').Replace('〇', '零');
        int? years = Since().Match(text) is { Success: true } since ? today.Year - int.Parse(since.Groups[1].Value, CultureInfo.InvariantCulture)
            : Number().Match(text) is { Success: true } number ? (int)decimal.Parse(number.Groups[1].Value, CultureInfo.InvariantCulture)
            : Chinese().Match(text) is { Success: true } chinese ? Parse(chinese.Groups[1].Value)
            : null;
        return years is >= 0 and <= 70 ? years : null;
    }

    /// <summary>How the instructor stands to the school. Null when the cell says nothing that is known.</summary>
    public static Relation? RelationOf(string? cell)
    {
        var text = CellText.Clean(cell).Replace(" ", "");
        return text switch
        {
            _ when text.Contains("兼职") || text.Contains("校聘") || text.Contains("返聘") || text.Contains("特聘") => Relation.PartTime,
            _ when text.Contains("外聘") || text.Contains("校外") || text.Contains("外请") || text.Contains("外部") || text.Contains("企业") || text.Contains("行业") || text.Contains("外校") || text == "聘请" => Relation.Outside,
            _ when text.Contains("本校") || text.Contains("校内") || text.Contains("在职") || text.Contains("专职") || text.Contains("专任") || text.Contains("在编") || text.Contains("本单位") || text.Contains("自有") => Relation.InHouse,
            _ => null,
        };
    }

    /// <summary>Standing and the reason for it. 否, 无 and the like state none.</summary>
    public static (Standing Standing, string Reason) StandingOf(string? cell)
    {
        var text = CellText.Clean(cell);
        return text switch
        {
            _ when text.Length == 0 || Negative().IsMatch(text) => (Standing.NotStated, ""),
            _ when Affirmative().IsMatch(text) => (Standing.Backbone, "名单注明是带头人或骨干"),
            _ when text.Contains("带头人") || text.Contains("领军") || text.Contains("负责人") || text.Contains("首席") => (Standing.Leader, Short(text)),
            _ => (Standing.Backbone, Short(text)),
        };
    }

    private static string Short(string text) => text.Length <= 500 ? text : text[..500];

    private static int? Parse(string text)
    {
        var ten = text.IndexOf('十');
        if (ten < 0)
        {
            return text.Length == 1 ? Numerals.IndexOf(text[0]) : null;
        }
        var tens = ten == 0 ? 1 : Numerals.IndexOf(text[ten - 1]);
        return (tens * 10) + (ten + 1 < text.Length ? Numerals.IndexOf(text[ten + 1]) : 0);
    }

    [GeneratedRegex(@"((?:19|20)\d{2})")]
    private static partial Regex Since();

    [GeneratedRegex(@"(\d{1,2}(?:\.\d+)?)(?!\d)")]
    private static partial Regex Number();

    [GeneratedRegex("([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])")]
    private static partial Regex Chinese();

    [GeneratedRegex("^(无|暂无|没有|否|不是|非|不详|未填|非骨干|普通教师|一般教师|一般|×|x|X|-+|—+|/+|\\\\|0|N|No|不属于.*|(都|均)?不是.*|非学术带头人.*|非带头人.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Negative();

    [GeneratedRegex("^(是|有|√|✓|对|1|Y|Yes|属于)$", RegexOptions.IgnoreCase)]
    private static partial Regex Affirmative();
}
