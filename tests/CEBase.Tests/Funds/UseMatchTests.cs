using CEBase.Funds.Budgets;
using CEBase.Funds.Checks;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;
using CEBase.Funds.Standards;

namespace CEBase.Tests.Funds;

/// <summary>What a line buys against its budget line, and its kind against what its description says; with the words of the recipe.</summary>
public sealed class UseMatchTests
{
    private static readonly KindTable Kinds = KindTable.Load(Path.Combine(Repository.Recipes, "funds", "line-kinds.json"));
    private static readonly UseCheck Words = new(Vocabulary.Load(Path.Combine(Repository.Recipes, "funds", "vocabulary.json")));
    private static readonly Fund Grant = new() { Id = 1, Kind = FundKind.Grant, Total = Money.FromYuan(1000), OnlyPermittedUses = true, NeedsTask = true, ForbiddenUses = Severity.Block };

    private static ClaimLine Line(LineKind kind, string description) => new() { Id = 1, Kind = kind, Description = description, Payee = "示例单位" };

    private static Finding? Match(string place, LineKind kind, string description, FundKind fund = FundKind.Grant)
    {
        var budget = new FundLine { Id = 1, UseCode = place.Split('|')[0], Item = place.Split('|')[1] };
        return UseMatchRule.Check(new LineFacts(Line(kind, description), Grant with { Kind = fund }, budget, null, ""), Kinds, Words.Uses(description)).SingleOrDefault();
    }

    private static Finding? Kind(LineKind kind, string description) => KindRule.Check(Line(kind, description), Kinds, Words.Uses).SingleOrDefault();

    [Theory]
    [InlineData("19(4)|专家授课劳务费", "Purchase", "投影仪", "NPU:19(4)")]
    [InlineData("19(4)|专家差旅费", "Lecture", "专家讲课费", "NPU:19(4)")]
    [InlineData("19(1)|设施设备购置", "Lodging", "培训班学员食宿", "NPU:21")]
    [InlineData("19(4)|专家食宿费", "Lodging", "学员住宿费", "NPU:21")]
    [InlineData("19(1)|设施设备购置", "Travel", "授课专家高铁票", "NPU:19(4)")]
    [InlineData("19(2)|教材编写与出版", "Lecture", "专家讲课费", "NPU:19(4)")]
    [InlineData("19(4)|专家食宿费", "Consultation", "课程评审咨询费", "NPU:19(2)")]
    [InlineData("19(2)|资料费", "Purchase", "投影仪", "NPU:19(1)")]
    [InlineData("19(1)|设施设备购置", "Purchase", "教材", "NPU:19(2)")]
    [InlineData("19(4)|专家授课劳务费", "Other", "投影仪一台", "NPU:19(1)")]
    [InlineData("19(4)|专家差旅费", "Service", "网络平台开发", "NPU:19(1)")]
    public void What_clearly_belongs_to_another_use_is_stopped_in_the_grant(string place, string kind, string description, string article)
    {
        var finding = Match(place, Enum.Parse<LineKind>(kind), description);
        Assert.NotNull(finding);
        Assert.Equal(Severity.Block, finding.Severity);
        Assert.Contains(Citation.Parse(article), finding.Articles);
        Assert.Null(Match(place, Enum.Parse<LineKind>(kind), description, FundKind.Income) is { Severity: not Severity.Note } ? finding : null);
    }

    [Theory]
    [InlineData("19(1)|设施设备购置", "Purchase", "工业机器人培训实训台")]
    [InlineData("19(1)|设施设备购置", "Purchase", "投影仪")]
    [InlineData("19(1)|设施设备购置", "Purchase", "离心泵")]
    [InlineData("19(1)|网络平台建设", "Service", "继续教育网络学习平台开发")]
    [InlineData("19(1)|网络平台建设", "Service", "网络学习平台服务器租用费")]
    [InlineData("19(2)|教材编写与出版", "Purchase", "机器人集成应用培训教材印刷")]
    [InlineData("19(2)|专家咨询费", "Consultation", "课程体系评审专家咨询费")]
    [InlineData("19(2)|需求调研费", "Travel", "培训需求调研差旅费")]
    [InlineData("19(4)|专家授课劳务费", "Lecture", "工业人工智能专家讲课费")]
    [InlineData("19(4)|专家差旅费", "Travel", "授课专家北京至西安高铁票")]
    [InlineData("19(4)|专家食宿费", "Lodging", "授课专家住宿费")]
    [InlineData("19(5)|师资培训费", "Service", "骨干教师参加工业软件师资培训班培训费")]
    [InlineData("19(6)|上级批准的其他支出", "Other", "投影仪")]
    [InlineData("21|学员食宿", "Lodging", "学员食宿费")]
    public void What_the_budget_line_is_for_passes(string place, string kind, string description) => Assert.Null(Match(place, Enum.Parse<LineKind>(kind), description));

    [Theory]
    [InlineData("19(5)|师资培训费", "Lecture", "专家讲课费")]
    [InlineData("19(2)|资料费", "Purchase", "文具")]
    [InlineData("19(5)|师资培训费", "Lodging", "学员食宿费")]
    [InlineData("19(4)|专家差旅费", "Other", "某某项目款")]
    [InlineData("19(3)|人社部课题", "Purchase", "投影仪")]
    public void What_cannot_be_told_is_looked_at_in_the_grant_and_passes_in_income(string place, string kind, string description)
    {
        Assert.Equal(Severity.Review, Match(place, Enum.Parse<LineKind>(kind), description)?.Severity);
        Assert.Null(Match(place, Enum.Parse<LineKind>(kind), description, FundKind.Income));
    }

    [Theory]
    [InlineData("Other", "讲课费", "讲课费")]
    [InlineData("Other", "讲课费 张三 12月5日", "讲课费")]
    [InlineData("Other", "讲课费（两天）", "讲课费")]
    [InlineData("Purchase", "专家授课劳务费", "讲课费")]
    [InlineData("Other", "专家咨询费", "专家咨询费")]
    [InlineData("Other", "授课专家住宿费", "食宿费")]
    [InlineData("Other", "专家差旅费", "差旅费")]
    [InlineData("Service", "授课专家高铁票", "差旅费")]
    [InlineData("Other", "课程建设会议费", "委托服务")]
    [InlineData("Travel", "专家讲课费", "讲课费")]
    [InlineData("Lecture", "课程评审咨询费", "专家咨询费")]
    [InlineData("Other", "考试监考劳务费", "劳务费")]
    public void A_kind_that_contradicts_the_description_is_stopped_and_told_the_right_one(string kind, string description, string right)
    {
        var finding = Kind(Enum.Parse<LineKind>(kind), description);
        Assert.Equal((KindRule.Contradicts, Severity.Block), (finding?.Rule, finding?.Severity));
        Assert.Contains($"“{right}”", finding!.Sentence);
    }

    [Theory]
    [InlineData("Lecture", "工业人工智能专家讲课费")]
    [InlineData("Lecture", "《动力电池安全》讲课费")]
    [InlineData("Lecture", "专家授课劳务费")]
    [InlineData("Lecture", "工业软件专题讲座")]
    [InlineData("Labour", "专家劳务费")]
    [InlineData("Consultation", "课程体系评审专家咨询费")]
    [InlineData("Travel", "授课专家北京至西安高铁票")]
    [InlineData("Travel", "差旅伙食补助")]
    [InlineData("Lodging", "高研班授课专家住宿费")]
    [InlineData("Lodging", "创新能力培训班学员食宿费")]
    [InlineData("Purchase", "讲课费发放表打印")]
    [InlineData("Purchase", "投影仪")]
    [InlineData("Purchase", "授课用投影仪")]
    [InlineData("Service", "年度教学会议费")]
    [InlineData("Other", "年度杂项")]
    public void A_kind_that_the_description_bears_out_passes(string kind, string description) => Assert.Null(Kind(Enum.Parse<LineKind>(kind), description));

    [Theory]
    [InlineData("Lecture", "工业软件", KindRule.Unclear)]
    [InlineData("Service", "示例公司讲课费", KindRule.Unclear)]
    [InlineData("Lecture", "专家讲课费和住宿费", KindRule.Several)]
    public void What_the_description_leaves_open_is_looked_at(string kind, string description, string rule) =>
        Assert.Equal((rule, Severity.Review), (Kind(Enum.Parse<LineKind>(kind), description)?.Rule, Kind(Enum.Parse<LineKind>(kind), description)?.Severity));

    [Theory]
    [InlineData("""{ "kinds": [ { "kind": "Travel", "fits": ["19(7)"], "unclear": [] } ], "words": [] }""", "没有“19(7)”")]
    [InlineData("""{ "kinds": [ { "kind": "Travel", "fits": [], "unclear": [] }, { "kind": "Travel", "fits": [], "unclear": [] } ], "words": [] }""", "写了两次")]
    [InlineData("""{ "kinds": [], "words": [ { "label": "讲课费", "kinds": ["Lecture"], "unclear": [], "citation": "第十九条", "words": [], "hints": [] } ] }""", "应形如")]
    [InlineData("""{ "kinds": [ { "kind": "Gift", "fits": [], "unclear": [] } ], "words": [] }""", "不合格式")]
    public void A_malformed_table_is_refused_with_the_place(string json, string says)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, json);
        Assert.Contains(says, Assert.Throws<RecipeException>(() => KindTable.Load(path)).Message);
        File.Delete(path);
    }

    [Theory]
    [InlineData("授课专家差旅伙食补助")]
    [InlineData("外地专家市内交通补助")]
    [InlineData("授课专家差旅伙食补助和市内交通补助")]
    public void Allowances_of_a_travelling_expert_are_no_welfare(string description) => Assert.Empty(Words.Judge(description));
}
