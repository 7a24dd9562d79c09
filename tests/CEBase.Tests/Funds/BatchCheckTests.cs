using CEBase.Funds.Checks;

namespace CEBase.Tests.Funds;

public sealed class BatchCheckTests
{
    private static readonly BatchCheck Batch = new(new UseCheck(Vocabulary.Load(Path.Combine(Repository.Recipes, "funds", "vocabulary.json"))));

    [Theory]
    [InlineData("19(4)", "19(4)")]
    [InlineData("19（4）", "19(4)")]
    [InlineData("（四）", "19(4)")]
    [InlineData("四", "19(4)")]
    [InlineData("第十九条（一）", "19(1)")]
    [InlineData("NPU:19(3)", "19(3)")]
    [InlineData("第十九条第（五）项", "19(5)")]
    [InlineData("专家授课劳务费、差旅费以及食宿费", "19(4)")]
    [InlineData("设施设备购置和运行维护支出", "19(1)")]
    [InlineData("教学培训课程开发和制作支出", "19(2)")]
    [InlineData("交办课题研究支出", "19(3)")]
    [InlineData("师资培训、交流学习", "19(5)")]
    [InlineData("经上级主管单位批准的其他支出", "19(6)")]
    [InlineData("20(1)", "20(1)")]
    [InlineData("公务接待", "20(2)")]
    [InlineData("十九（四）", "19(4)")]
    [InlineData("第十九条第四项", "19(4)")]
    [InlineData("第19条第4项", "19(4)")]
    [InlineData("NPU 19 (4)", "19(4)")]
    [InlineData("19.4", "19(4)")]
    [InlineData("19-4", "19(4)")]
    [InlineData("（4）", "19(4)")]
    [InlineData("④", "19(4)")]
    [InlineData("4", "19(4)")]
    [InlineData("19④", "19(4)")]
    [InlineData("（四）专家授课劳务费、差旅费以及食宿费", "19(4)")]
    [InlineData("第四项 专家费", "19(4)")]
    [InlineData("专家讲课费", "19(4)")]
    [InlineData("教学平台", "19(1)")]
    [InlineData("教材编写", "19(2)")]
    [InlineData("二十（一）", "20(1)")]
    [InlineData("20.2", "20(2)")]
    [InlineData("19(7)", null)]
    [InlineData("19", null)]
    [InlineData("办公杂项", null)]
    [InlineData("19(9)", null)]
    [InlineData("基建", null)]
    public void A_category_is_known_by_article_or_by_name(string written, string? article) => Assert.Equal(article, PermittedUses.ArticleOf(written));

    [Theory]
    [InlineData("", "allow", "")]
    [InlineData("19(4)", "allow", "")]
    [InlineData("基建", "review", "NPU:19")]
    [InlineData("第二十条（二）", "block", "NPU:20(2)")]
    public void A_category_outside_the_permitted_uses_is_looked_at_and_a_forbidden_one_refused(string category, string verdict, string article)
    {
        var judged = Batch.Judge(new UseLine("1", category, "专家授课劳务费"));
        Assert.Equal(verdict, judged.Verdict);
        Assert.Equal(article, string.Join(';', judged.Findings.SelectMany(f => f.Articles)));
    }

    [Theory]
    [InlineData("19(4)", "取暖补贴", "block")]
    [InlineData("专家授课劳务费", "公车轮胎更换", "block")]
    [InlineData("19(4)", "", "review")]
    [InlineData("19(4)", " - ", "review")]
    [InlineData("19(4)", "1200元", "review")]
    [InlineData("19(8)", "专家授课劳务费", "review")]
    public void A_permitted_use_excuses_no_description_and_an_empty_one_is_looked_at(string category, string description, string verdict)
    {
        var judged = Batch.Judge(new UseLine("1", category, description));
        Assert.Equal(verdict, judged.Verdict);
        Assert.NotEmpty(judged.Message);
    }

    [Theory]
    [InlineData("公 务 接 待 餐")]
    [InlineData("公·务·接·待")]
    [InlineData("禮品卡")]
    [InlineData("ＥＴＣ充值")]
    public void Disguised_writing_is_read_as_what_it_says(string description) => Assert.Equal("block", Batch.Judge(new UseLine("1", "", description)).Verdict);

    [Theory]
    [InlineData("赴台州调研高铁票")]
    [InlineData("赴德阳师资交流住宿费")]
    [InlineData("赴新疆需求调研差旅费")]
    public void A_Chinese_city_whose_name_begins_like_a_country_is_no_journey_abroad(string description) => Assert.Equal("allow", Batch.Judge(new UseLine("1", "", description)).Verdict);

    [Fact]
    public void Ten_thousand_lines_each_get_their_verdict_in_their_order()
    {
        var descriptions = Corpus.ReadAll().Take(4000).ToList();
        var file = new StringBuilder("id,category,description,amount\n");
        for (var i = 0; i < 10_000; i++)
        {
            file.Append($"L{i},19(4),\"{descriptions[i % descriptions.Count].Replace("\"", "\"\"")}\",100\n");
        }

        var judged = Batch.Judge(new MemoryStream(Encoding.UTF8.GetBytes(file.ToString())), "lines.csv");

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => $"L{i}"), judged.Select(l => l.Line.Id));
        Assert.Equal(judged.Take(descriptions.Count).Select(l => l.Verdict), judged.Skip(descriptions.Count).Take(descriptions.Count).Select(l => l.Verdict));
    }

    [Theory]
    [InlineData("印刷费", "学员手册印刷", "allow")]
    [InlineData("场地费", "劳动工资统计培训班教室租赁2天", "allow")]
    [InlineData("印刷费", "粽子礼盒", "block")]
    [InlineData("礼品费", "学员手册印刷", "review")]
    [InlineData("基建工程", "学员手册印刷", "review")]
    public void Where_a_clerk_writes_the_item_instead_of_the_article_the_description_decides(string category, string description, string verdict) =>
        Assert.Equal(verdict, Batch.Judge(new UseLine("1", category, description)).Verdict);

    [Theory]
    [InlineData("1,200.50", "allow")]
    [InlineData("￥1200", "allow")]
    [InlineData("1.2万", "allow")]
    [InlineData("", "allow")]
    [InlineData("abc", "review")]
    [InlineData("-5", "review")]
    [InlineData("0", "review")]
    public void An_amount_that_is_no_sum_of_money_is_looked_at(string amount, string verdict) =>
        Assert.Equal(verdict, Batch.Judge(new UseLine("1", "", "专家授课劳务费") { Amount = amount }).Verdict);

    [Fact]
    public void Every_column_that_describes_is_read()
    {
        var judged = Batch.Judge(Csv("单号,摘要,支出内容,金额\nA1,培训教材,粽子礼盒,300\nA2,,讲课费,300\nA3,讲课费,讲课费,300\n"), "lines.csv");
        Assert.Equal([("培训教材；粽子礼盒", "block"), ("讲课费", "allow"), ("讲课费", "allow")], judged.Select(l => (l.Line.Description, l.Verdict)));
    }

    [Fact]
    public void The_description_alone_is_enough() =>
        Assert.Equal(["allow", "block"], Batch.Judge(Csv("摘要\n讲课费\n粽子礼盒\n"), "lines.csv").Select(l => l.Verdict));

    [Fact]
    public void A_second_sheet_of_lines_is_never_passed_over_in_silence()
    {
        using var package = new OfficeOpenXml.ExcelPackage();
        foreach (var (name, description) in new[] { ("一月", "讲课费"), ("二月", "粽子礼盒"), ("填写说明", "摘要") })
        {
            var sheet = package.Workbook.Worksheets.Add(name);
            (sheet.Cells[1, 1].Value, sheet.Cells[1, 2].Value, sheet.Cells[2, 1].Value, sheet.Cells[2, 2].Value) = ("单号", "摘要", "A1", description);
        }
        var refusal = Assert.Throws<CEBase.Platform.Refusals.Refusal>(() => Batch.Judge(new MemoryStream(package.GetAsByteArray()), "months.xlsx"));
        Assert.Equal("sheets_several", refusal.Code);
        Assert.Contains("「一月」、「二月」", refusal.Message);
    }

    private static MemoryStream Csv(string text) => new(Encoding.UTF8.GetBytes(text));
}
