namespace CEBase.Funds.Checks;

/// <summary>The uses that the grant permits, as claims name them: by article (19(4), （四）) or by name.</summary>
[RestsOn("NPU:19(1)", "NPU:19(2)", "NPU:19(3)", "NPU:19(4)", "NPU:19(5)", "NPU:19(6)", How = "经费检查：开支范围按第十九条各项识别")]
[RestsOn("NPU:19", How = "经费检查：开支范围之外的类别复核，禁止的类别停止")]
internal static class PermittedUses
{
    private const string Numerals = "一二三四五六";

    private static readonly (string Article, string[] Words)[] Forbidden =
    [
        ("20(1)", ["工资", "薪酬", "绩效", "津贴", "奖金", "福利", "社保", "公积金", "工会"]),
        ("20(2)", ["出国", "出境", "因公出", "公务用车", "公车", "公务接待", "接待费", "招待", "三公"]),
        ("20(3)", ["与继续教育无关", "无关支出"]),
    ];

    // The first use that has one of the words: what is special stands before what is general.
    private static readonly (string Article, string[] Words)[] Permitted =
    [
        ("19(3)", ["课题", "研究支出", "项目研究", "研究费", "科研"]),
        ("19(5)", ["师资培训", "教师培训", "交流", "师资", "培训学习"]),
        ("19(4)", ["授课", "讲课", "专家差旅", "专家食宿", "专家费", "劳务", "差旅", "食宿", "住宿", "课酬", "讲座"]),
        ("19(2)", ["课程", "课件", "教材", "资料", "翻译", "调研", "咨询", "开发和制作", "制作"]),
        ("19(1)", ["设施", "设备", "数据库", "平台", "软件", "运行维护", "运维", "购置", "网络"]),
        ("19(5)", ["培训"]),
        ("19(6)", ["其他", "其它", "批准"]),
    ];

    /// <summary>The finding on a category; none when it is empty or permitted.</summary>
    public static Finding? Judge(string category)
    {
        if (string.IsNullOrWhiteSpace(category))
        {
            return null;
        }
        return ArticleOf(category) switch
        {
            null => Finding.Review("funds.unknown-category", $"“{category.Trim()}”不是专项经费的开支范围。请按第十九条（一）至（六）项填写。", "NPU:19"),
            { } article when article.StartsWith("20", StringComparison.Ordinal) =>
                Finding.Block("funds.forbidden-category", "这一类支出在禁止之列，专项经费不得列支。请核对开支范围。", $"NPU:{article}"),
            _ => null,
        };
    }

    /// <summary>The article a category names, <c>19(4)</c>; null when it is empty or names none.</summary>
    public static string? ArticleOf(string category)
    {
        var folded = Folded.Of(category).Replace("npu", "").Trim(':', ' ');
        foreach (var (word, number) in new[] { ("第十九条", "19"), ("十九条", "19"), ("第二十条", "20"), ("二十条", "20"), ("第19条", "19"), ("第20条", "20"), ("19条", "19"), ("20条", "20"), ("十九", "19"), ("二十", "20") })
        {
            folded = folded.Replace(word, number);
        }
        var item = folded.Replace("第", "").Replace("项", "").Replace("款", "").Replace("(", "").Replace(")", "").Replace(".", "").Replace("-", "").Trim();
        var article = item.StartsWith("19", StringComparison.Ordinal) ? 19 : item.StartsWith("20", StringComparison.Ordinal) ? 20 : 0;
        var rest = article == 0 ? item : item[2..];
        if (rest.Length > 0 && ItemOf(rest[0]) is > 0 and var number2 && (article != 0 || rest.Length == 1 || folded[0] == '(' || folded[1..].StartsWith('、')))
        {
            return article == 20 ? number2 <= 3 ? $"20({number2})" : null : $"19({number2})";
        }
        return article != 0 ? null : Named(folded);
    }

    private static int ItemOf(char c) => c is >= '1' and <= '6' ? c - '0' : Numerals.IndexOf(c) + 1;

    private static string? Named(string folded) =>
        Forbidden.Concat(Permitted).Where(u => u.Words.Any(w => folded.Contains(w, StringComparison.Ordinal))).Select(u => u.Article).FirstOrDefault();
}
