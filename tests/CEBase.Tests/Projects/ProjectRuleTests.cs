using CEBase.Projects;
using CEBase.Projects.Approval;
using CEBase.Projects.Intake;
using CEBase.Projects.Parts;
using CEBase.Projects.Plans;
using CEBase.Projects.Units;

namespace CEBase.Tests.Projects;

public sealed class ProjectRuleTests
{
    private static readonly DateOnly Today = new(2026, 3, 16);

    private static readonly IntakeQuestion[] Questions =
    [
        new() { Code = "in-house", Question = "是校内培训吗", Department = "人事处", Citations = ["BJTU:4"] },
        new() { Code = "foreign", Question = "有外籍学员吗", Citations = ["BJTU:7"] },
    ];

    private static string[] Rules(IEnumerable<Finding> findings) => [.. findings.Select(f => $"{f.Severity} {f.Rule}")];

    [Fact]
    public void Unanswered_questions_stop_a_project() => Assert.Equal(["Block intake.unanswered"], Rules(IntakeRule.Check(null, Questions)));

    [Fact]
    public void What_is_not_the_offices_is_stopped_and_sent_to_the_department_by_name()
    {
        var finding = Assert.Single(IntakeRule.Check(["in-house", "foreign"], Questions));
        Assert.Equal((Severity.Block, "intake.other-department"), (finding.Severity, finding.Rule));
        Assert.Contains("人事处", finding.Sentence);
        Assert.Empty(IntakeRule.Check(["foreign"], Questions));
        Assert.Empty(IntakeRule.Check([], Questions));
    }

    [Fact]
    public void The_questions_of_the_recipe_send_seven_kinds_away_each_with_its_department()
    {
        var all = new IntakeQuestions(new CEBase.Platform.Recipes.RecipeFolder(Repository.Recipes)).All;
        Assert.Equal(7, all.Count(q => q.Department is not null));
        Assert.All(all, q => Assert.NotEmpty(q.Citations));
        Assert.Equal(all.Count, all.Select(q => q.Code).Distinct().Count());
    }

    [Theory]
    [InlineData("备1", "2025-01-01", false, null)]
    [InlineData("备1", "2026-03-16", false, null)]
    [InlineData("备1", "2026-03-17", false, "Block unit.unfiled")]
    [InlineData("", null, false, "Block unit.unfiled")]
    [InlineData("备1", "2025-01-01", true, "Block unit.suspended")]
    public void A_unit_must_be_filed_and_not_stopped(string no, string? filed, bool stopped, string? rule)
    {
        var unit = new OwningUnit { Name = "航空学院", FilingNo = no, FiledOn = filed is null ? null : DateOnly.Parse(filed), IsSuspended = stopped, SuspendedReason = "原因" };
        Assert.Equal(rule is null ? [] : [rule], Rules(UnitRule.Check([unit], Today)));
        Assert.Equal(rule is null ? [] : [rule], Rules(UnitRule.Check([unit with { IsLegalPerson = true }], Today)));
    }

    [Fact]
    public void A_co_unit_that_is_stopped_stops_the_project_too() =>
        Assert.Equal(["Block unit.suspended"], Rules(UnitRule.Check([new() { FilingNo = "备1", FiledOn = Today }, new() { FilingNo = "备2", FiledOn = Today, IsSuspended = true }], Today)));

    [Theory]
    [InlineData(new[] { 7000, 3000 }, null)]
    [InlineData(new[] { 3333, 6667 }, null)]
    [InlineData(new[] { 3333, 6666 }, "Block shares.total")]
    [InlineData(new[] { 7000, 3001 }, "Block shares.total")]
    [InlineData(new[] { 10000 }, null)]
    [InlineData(new int[0], null)]
    public void Shares_are_exactly_the_whole(int[] points, string? rule) =>
        Assert.Equal(rule is null ? [] : [rule], Rules(SharesRule.Check(1, [.. points.Select((p, i) => new UnitShare { UnitId = i + 1, BasisPoints = p })])));

    [Fact]
    public void The_lead_has_a_share_of_its_own() => Assert.Equal(["Block shares.lead-missing"], Rules(SharesRule.Check(9, [new() { UnitId = 1, BasisPoints = 10000 }])));

    [Fact]
    public void Foreign_elements_and_tasks_of_other_regions_need_the_approval_with_its_scan_first()
    {
        var foreign = new ProjectDocument { Kind = DocumentKinds.Foreign, FileHash = "ab" };
        Assert.Equal(["Block outside.foreign-approval-missing"], Rules(OutsideApprovalRule.Check(["foreign"], false, [])));
        Assert.Equal(["Block outside.foreign-approval-missing"], Rules(OutsideApprovalRule.Check(["foreign"], false, [foreign with { FileHash = "" }])));
        Assert.Empty(OutsideApprovalRule.Check(["foreign"], false, [foreign]));
        Assert.Equal(["Block outside.region-approval-missing"], Rules(OutsideApprovalRule.Check(["other-region"], false, [foreign])));
        Assert.Equal(["Block outside.region-approval-missing"], Rules(OutsideApprovalRule.Check([], true, [])));
        Assert.Empty(OutsideApprovalRule.Check([], true, [foreign with { Kind = DocumentKinds.Region }]));
    }

    [Fact]
    public void A_partner_is_checked_and_declared_and_may_not_run_recruit_or_collect()
    {
        var sound = new Partner { Name = "示例公司", CheckedOn = Today, CheckResult = "无异常", IsDeclared = true };
        Assert.Empty(PartnerRule.Check(["partner"], [sound], Today));
        Assert.Equal(["Block partner.not-listed"], Rules(PartnerRule.Check(["partner"], [], Today)));
        Assert.Equal(["Block partner.unchecked"], Rules(PartnerRule.Check([], [sound with { CheckedOn = null }], Today)));
        Assert.Equal(["Block partner.unchecked"], Rules(PartnerRule.Check([], [sound with { CheckedOn = Today.AddDays(1) }], Today)));
        Assert.Equal(["Block partner.undeclared"], Rules(PartnerRule.Check([], [sound with { IsDeclared = false }], Today)));
        Assert.Equal(["Review partner.related"], Rules(PartnerRule.Check([], [sound with { RelatedPersons = "某教师任监事" }], Today)));
        Assert.Equal(["Block partner.runs-whole", "Block partner.recruits", "Block partner.collects-fees"],
            Rules(PartnerRule.Check([], [sound with { RunsWhole = true, Recruits = true, CollectsFees = true }], Today)));
    }

    [Fact]
    public void A_purchase_needs_its_approval_number()
    {
        Assert.Equal(["Block purchase.not-listed"], Rules(PurchaseRule.Check(["purchase"], [])));
        Assert.Equal(["Block purchase.unapproved"], Rules(PurchaseRule.Check([], [new() { Name = "软件", ApprovalNo = " " }])));
        Assert.Empty(PurchaseRule.Check(["purchase"], [new() { Name = "软件", ApprovalNo = "采批 1" }]));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(800, null)]
    [InlineData(1000, null)]
    [InlineData(1000.01, "Block price.above")]
    public void A_fee_is_not_above_its_price(decimal fee, string? rule) =>
        Assert.Equal(rule is null ? [] : [rule], Rules(PriceRule.Check(Money.FromYuan(fee), Today, new PriceCard { Amount = Money.FromYuan(1000), From = Today })));

    [Fact]
    public void A_price_must_be_in_force_on_the_first_day_and_not_only_today()
    {
        var price = new PriceCard { Amount = Money.FromYuan(1000), From = Today.AddDays(-10), Until = Today.AddDays(10) };
        Assert.Equal(["Block price.missing"], Rules(PriceRule.Check(Money.FromYuan(1), Today, null)));
        Assert.Empty(PriceRule.Check(Money.FromYuan(1), Today.AddDays(10), price));
        Assert.Equal(["Block price.not-in-force"], Rules(PriceRule.Check(Money.FromYuan(1), Today.AddDays(11), price)));
        Assert.Equal(["Block price.not-in-force"], Rules(PriceRule.Check(Money.FromYuan(1), Today.AddDays(-11), price)));
    }

    [Theory]
    [InlineData(-1, false, "Block lead.after-start")]
    [InlineData(-1, true, "Review lead.short")]
    [InlineData(0, false, "Review lead.short")]
    [InlineData(29, false, "Review lead.short")]
    [InlineData(30, false, null)]
    public void Approval_comes_before_the_start_and_in_time(int startsIn, bool hasNumber, string? rule) =>
        Assert.Equal(rule is null ? [] : [rule], Rules(LeadRule.Check(Today.AddDays(startsIn), hasNumber, Today, 30, "BJTU:5")));

    [Fact]
    public void A_project_fits_the_filed_plan_of_its_unit_and_year_or_says_why_not()
    {
        var item = new PlanItem { Name = "条目", UnitId = 1, Year = 2026, IsFiled = true };
        Assert.Empty(PlanFitRule.Check(1, 2026, item));
        Assert.Equal(["Review plan.not-in-plan"], Rules(PlanFitRule.Check(1, 2026, null)));
        Assert.Equal(["Review plan.not-filed"], Rules(PlanFitRule.Check(1, 2026, item with { IsFiled = false })));
        Assert.Equal(["Review plan.other-plan"], Rules(PlanFitRule.Check(2, 2026, item)));
        Assert.Equal(["Review plan.other-plan"], Rules(PlanFitRule.Check(1, 2027, item)));
    }

    [Fact]
    public void A_plan_has_items_on_surveys()
    {
        Assert.Equal(["Block plan.empty"], Rules(PlanRule.Check([])));
        Assert.Equal(["Review plan.survey-missing"], Rules(PlanRule.Check([new() { Name = "甲", SurveyId = 1 }, new() { Name = "乙" }])));
        Assert.Empty(PlanRule.Check([new() { SurveyId = 1 }]));
    }

    [Fact]
    public void Managers_are_full_time_filed_and_enough()
    {
        var manager = new UnitManager { Name = "甲", IsFullTime = true, FiledOn = Today };
        Assert.Equal(["Review managers.none"], Rules(ManagersRule.Check([], 0, 100)));
        Assert.Empty(ManagersRule.Check([manager], 100, 100));
        Assert.Equal(["Review managers.too-few"], Rules(ManagersRule.Check([manager], 101, 100)));
        Assert.Empty(ManagersRule.Check([manager], 101, null));
        Assert.Equal(["Review managers.part-time", "Review managers.unfiled"], Rules(ManagersRule.Check([manager with { IsFullTime = false, FiledOn = null }], 1, 100)));
    }

    [Theory]
    [InlineData(FundingMode.Fiscal, "Block funding.fiscal-with-fee")]
    [InlineData(FundingMode.BaseGrant, "Review funding.grant-with-fee")]
    [InlineData(FundingMode.Commissioned, "Review funding.commissioned-with-fee")]
    [InlineData(FundingMode.Open, null)]
    public void Who_pays_fits_what_learners_are_charged(FundingMode funding, string? rule)
    {
        Assert.Equal(rule is null ? [] : [rule], Rules(FeeRule.Check(funding, Money.FromYuan(0.01m))));
        Assert.Empty(FeeRule.Check(funding, Money.Zero));
    }
}
