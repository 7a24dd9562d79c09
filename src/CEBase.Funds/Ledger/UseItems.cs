namespace CEBase.Funds.Ledger;

/// <summary>A permitted use with its items.</summary>
/// <param name="Code">Article, <c>19(4)</c>.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Items">Items as the article names them.</param>
internal sealed record PermittedUse(string Code, string Label, params IReadOnlyList<string> Items);

/// <summary>What budgets may hold lines for: the six uses of the grant, and what training income pays as well.</summary>
[RestsOn("NPU:19(1)", "NPU:19(2)", "NPU:19(3)", "NPU:19(4)", "NPU:19(5)", "NPU:19(6)", How = "预算只能按第十九条各项及其细目编列")]
[RestsOn("NPU:21", How = "培训收入可另列办班成本")]
internal static class UseItems
{
    /// <summary>Costs of running classes, from income alone.</summary>
    public const string ClassCosts = "21";

    public static IReadOnlyList<PermittedUse> Grant { get; } =
    [
        new("19(1)", "设施设备、数据库、平台和软件", "设施设备购置", "设施设备运行维护", "数据库开发", "网络平台建设", "培训管理软件"),
        new("19(2)", "课程开发和制作", "资料费", "资料翻译费", "需求调研费", "专家咨询费", "教材编写与出版", "课件制作"),
        new("19(3)", "上级交办的课题研究", "人社部课题", "工信部课题", "陕西省人社厅课题"),
        new("19(4)", "专家授课", "专家授课劳务费", "专家差旅费", "专家食宿费"),
        new("19(5)", "师资培训和交流", "师资培训费", "交流学习费"),
        new("19(6)", "上级批准的其他支出", "上级批准的其他支出"),
    ];

    public static IReadOnlyList<PermittedUse> All { get; } =
        [.. Grant, new(ClassCosts, "办班成本", "场地与设备租用", "学员食宿", "教学用品与印刷", "现场教学", "税费")];

    /// <summary>Choosable items, grouped by use; the value holds both, <c>19(4)|专家差旅费</c>.</summary>
    public static IReadOnlyList<SelectListItem> Choices(bool onlyPermitted) => [.. (onlyPermitted ? Grant : All).SelectMany(ChoicesOf)];

    private static IEnumerable<SelectListItem> ChoicesOf(PermittedUse use)
    {
        var group = new SelectListGroup { Name = $"{Short(use.Code)} {use.Label}" };
        return use.Items.Select(i => new SelectListItem(i, $"{use.Code}|{i}") { Group = group });
    }

    public static string Label(string code) => All.FirstOrDefault(u => u.Code == code)?.Label ?? code;

    /// <summary>第十九条（四）.</summary>
    public static string Short(string code) => code.StartsWith("19(", StringComparison.Ordinal) ? $"第十九条（{"一二三四五六"[code[3] - '1']}）" : "第二十一条";

    /// <summary>A few characters for the axis of a chart.</summary>
    public static string Brief(string code) => code switch
    {
        "19(1)" => "设施平台",
        "19(2)" => "课程开发",
        "19(3)" => "课题研究",
        "19(4)" => "专家授课",
        "19(5)" => "师资培训",
        "19(6)" => "上级批准",
        _ => "办班成本",
    };

    public static bool Has(string code, string item, bool onlyPermitted) => (onlyPermitted ? Grant : All).Any(u => u.Code == code && u.Items.Contains(item));
}
