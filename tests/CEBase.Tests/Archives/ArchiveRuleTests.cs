using CEBase.Catalogue;
using CEBase.Catalogue.Archives;
using CEBase.Catalogue.Closing;
using CEBase.Projects;
using CEBase.Regulations.Library;

namespace CEBase.Tests.Archives;

public sealed class ArchiveRuleTests
{
    private static readonly ClassCard Card = new() { StartsOn = new(2026, 9, 21), EndsOn = new(2026, 9, 25) };
    private static readonly ArchiveTerms Terms = new(ArchiveDays: 30, SummaryWorkingDays: 10);

    [Theory]
    [InlineData(DueKind.Start, 0, "2026-09-21")]
    [InlineData(DueKind.End, 3, "2026-09-28")]
    [InlineData(DueKind.Archive, 0, "2026-10-25")]
    [InlineData(DueKind.Summary, 0, "2026-10-09")]
    internal void Due_days_are_counted_from_the_class(DueKind kind, int days, string due) =>
        Assert.Equal(DateOnly.Parse(due), ArchiveDue.Of(new ArchiveRequirement { DueKind = kind, DueDays = days }, Card, Terms));

    [Theory]
    [InlineData("2026-09-25", 1, "2026-09-28")]
    [InlineData("2026-09-26", 1, "2026-09-28")]
    [InlineData("2026-09-28", 5, "2026-10-05")]
    [InlineData("2026-09-28", 0, "2026-09-28")]
    public void Working_days_skip_the_weekend(string from, int count, string until) => Assert.Equal(DateOnly.Parse(until), ArchiveDue.AddWorkingDays(DateOnly.Parse(from), count));

    [Theory]
    [InlineData(FundingMode.Open, false, "contract.agreement", "finance.price", "planning.promotion", "resources.logistics", "resources.safety")]
    [InlineData(FundingMode.Commissioned, true, "contract.contract", "resources.platform")]
    [InlineData(FundingMode.Fiscal, false, "finance.account", "resources.logistics", "resources.safety")]
    [InlineData(FundingMode.BaseGrant, true, "finance.account", "resources.platform")]
    public async Task The_type_of_a_class_decides_what_its_archive_asks_for(FundingMode funding, bool online, params string[] asked)
    {
        await using var bench = await Bench.WithRecipesAsync(CEBase.Platform.Data.DatabaseKind.Sqlite, "npu");
        var all = (await bench.Database.ReadAsync(ArchiveCatalogue.RequirementsAsync)).Where(r => r.IsRequired && r.Conditions.Length > 0);
        Assert.Equal(asked, all.Where(r => r.AppliesTo(Card with { Funding = funding, IsOnline = online })).Select(r => r.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_eleven_fields_are_the_sections_and_every_citation_exists()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Recipes, "npu", "archive-sections.json")));
        var library = new RegulationLibrary(new RecipeFolder(Repository.Recipes));
        Assert.Equal(11, file.RootElement.GetArrayLength());
        var cited = file.RootElement.EnumerateArray().SelectMany(s => s.GetProperty("items").EnumerateArray()).Select(i => i.GetProperty("citation").GetString()!);
        Assert.All(cited, c => Assert.NotNull(library.Find(Citation.Parse(c))));
    }

    [Fact]
    public void Something_late_is_said_to_be_late_and_what_has_its_own_gate_is_left_to_it()
    {
        var today = new DateOnly(2026, 11, 1);
        ArchiveView With(params ArchiveLine[] lines) => new(Card, [], lines, null);
        ArchiveLine Line(string code, DateOnly due, bool ownGate = false, bool required = true) =>
            new(new ArchiveRequirement { Code = code, Title = code, IsRequired = required }, new ArchiveItem(code, false, "") { HasOwnGate = ownGate }, [], due);

        var finding = Assert.Single(ArchiveRule.CheckComplete(With(Line("合同", today.AddDays(-1)), Line("讲义", today.AddDays(3)), Line("总结", today, ownGate: true), Line("督导", today, required: false)), today));
        Assert.Equal((Severity.Block, ArchiveRule.Incomplete), (finding.Severity, finding.Rule));
        Assert.Contains("还缺 2 项：合同、讲义，其中 1 项已过期限", finding.Sentence);
        Assert.Empty(ArchiveRule.CheckComplete(With(Line("总结", today, ownGate: true)), today));
    }

    [Fact]
    public void Archiving_asks_for_a_frozen_archive_that_the_last_check_found_whole()
    {
        Assert.Equal([ArchiveRule.NotFrozen], ArchiveRule.CheckFrozen(false, null).Select(f => f.Rule));
        Assert.Equal([ArchiveRule.Damaged], ArchiveRule.CheckFrozen(true, new ArchiveCheckRow { Changed = 1 }).Select(f => f.Rule));
        Assert.Empty(ArchiveRule.CheckFrozen(true, new ArchiveCheckRow { Files = 12 }));
        Assert.Empty(ArchiveRule.CheckFrozen(true, null));
    }

    [Fact]
    public void Evaluation_is_a_survey_that_came_back_or_a_reason()
    {
        Assert.Equal([ClosingRule.EvaluationMissing], ClosingRule.CheckEvaluation(null).Select(f => f.Rule));
        Assert.Equal([ClosingRule.EvaluationMissing], ClosingRule.CheckEvaluation(new ClassEvaluation { Reason = "  " }).Select(f => f.Rule));
        Assert.Equal([ClosingRule.EvaluationMissing], ClosingRule.CheckEvaluation(new ClassEvaluation { Sent = 40 }).Select(f => f.Rule));
        Assert.Empty(ClosingRule.CheckEvaluation(new ClassEvaluation { Sent = 40, Returned = 1 }));
        Assert.Empty(ClosingRule.CheckEvaluation(new ClassEvaluation { Reason = "委托单位统一评价" }));
    }

    [Fact]
    public void A_draft_is_no_summary_and_an_empty_part_is_named()
    {
        Assert.Equal([ClosingRule.SummaryMissing], ClosingRule.CheckSummary(null).Select(f => f.Rule));
        Assert.Equal([ClosingRule.SummaryMissing], ClosingRule.CheckSummary(EndedClass.Written()).Select(f => f.Rule));
        Assert.Empty(ClosingRule.CheckSummary(EndedClass.Written() with { State = SummaryWorkflow.Submitted }));
        Assert.Contains("问题与改进", Assert.Single(ClosingRule.CheckWritten((EndedClass.Written() with { Problems = " " }).Parts)).Sentence);
        Assert.Equal(Severity.Review, Assert.Single(ClosingRule.CheckFiled(EndedClass.Written())).Severity);
        Assert.Empty(ClosingRule.CheckFiled(EndedClass.Written() with { FiledOn = new(2026, 10, 9) }));
    }

    [Fact]
    public void Tables_keep_what_was_typed_from_running_as_a_formula()
    {
        var text = Encoding.UTF8.GetString(ArchiveText.Csv(["姓名", "分"], [["=HYPERLINK(\"x\")", -3.5m], ["王\"小\"明", "-1"]]));
        Assert.Equal("\uFEFF姓名,分\r\n\"'=HYPERLINK(\"\"x\"\")\",-3.5\r\n\"王\"\"小\"\"明\",-1\r\n", text);
        Assert.Contains("<p>&lt;b&gt;<br>", Encoding.UTF8.GetString(ArchiveText.Page("总结", [("正文", "<b>\n二")])));
    }
}
