using CEBase.Platform.Workflows;

namespace CEBase.Funds.Checks;

/// <summary>The uses that the grant permits, as claims name them: by article (19(4)) or by name.</summary>
[RestsOn("NPU:19(1)", "NPU:19(2)", "NPU:19(3)", "NPU:19(4)", "NPU:19(5)", "NPU:19(6)", How = "经费检查：开支范围按第十九条各项识别")]
internal static class PermittedUses
{
    private static readonly (string Article, string[] Names)[] Uses =
    [
        ("19(1)", ["设施设备", "设备购置", "设备运维", "设施设备购置和运行维护", "数据库开发", "网络平台", "培训管理软件", "平台软件"]),
        ("19(2)", ["课程开发", "课程开发和制作", "资料费", "资料翻译", "需求调研", "专家咨询", "教材", "课件"]),
        ("19(3)", ["课题研究", "交办课题", "研究"]),
        ("19(4)", ["专家授课", "专家授课劳务费", "授课劳务费", "讲课费", "专家差旅", "专家食宿", "专家费用"]),
        ("19(5)", ["师资培训", "交流学习", "师资培训和交流"]),
        ("19(6)", ["其他批准支出", "上级批准的其他支出", "经批准的其他支出"]),
    ];

    /// <summary>The article a category names, <c>19(4)</c>; null when it is empty or names none.</summary>
    public static string? ArticleOf(string category)
    {
        var folded = Folded.Of(category).Replace("第", "").Replace("条", "").Replace("npu:", "").Replace("项", "");
        foreach (var (article, names) in Uses)
        {
            if (folded == article || folded == article.Replace("(", "").Replace(")", "") || folded.StartsWith(article, StringComparison.Ordinal) || names.Contains(folded))
            {
                return article;
            }
        }
        return folded.StartsWith("20(", StringComparison.Ordinal) && folded.Length >= 5 && folded[3] is '1' or '2' or '3' ? folded[..5] : null;
    }
}
