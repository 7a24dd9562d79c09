using CEBase.Catalogue;
using CEBase.Catalogue.Classes.Rules;
using CEBase.Projects;

namespace CEBase.Tests.Catalogue;

/// <summary>What a class must share with its project, contract and promotion material.</summary>
public sealed class ProjectRuleTests
{
    private static readonly DateOnly Start = new(2026, 4, 13);

    private static readonly ProjectCard Approved = new()
    {
        Id = 1, Number = "P2026-001", ApprovalNo = "审〔2026〕1号", State = ProjectStates.Approved, UnitName = "示例学院", Name = "工业人工智能培训班", StartsOn = Start, EndsOn = Start.AddDays(1),
        Fee = Money.FromYuan(800), Headcount = 40, Audience = "工程技术人员", Hours = StudyHours.FromHours(8), Funding = FundingMode.Open, Form = "training", Task = "professional-subject", IsOpenEnrolment = true,
    };

    private static readonly ClassDetails Same = new()
    {
        Name = "工业人工智能培训班", StartsOn = Start, EndsOn = Start.AddDays(1), Fee = Money.FromYuan(800), Capacity = 40, Audience = "工程技术人员", Hours = StudyHours.FromHours(8), Funding = FundingMode.Open,
    };

    private static string[] Rules(IEnumerable<Finding> findings) => [.. findings.Select(f => f.Rule)];

    [Fact]
    public void A_class_under_the_number_of_an_approved_project_passes() => Assert.Empty(ProjectRule.Check(Approved, "审〔2026〕1号"));

    [Fact]
    public void A_class_without_a_project_is_stopped() => Assert.Equal([ProjectRule.Missing], Rules(ProjectRule.Check(null, null)));

    [Theory]
    [InlineData(ProjectStates.Draft)]
    [InlineData(ProjectStates.UnitReview)]
    [InlineData(ProjectStates.OfficeReview)]
    [InlineData(ProjectStates.Returned)]
    [InlineData(ProjectStates.Closed)]
    public void A_project_in_any_state_but_approved_stops_though_the_number_was_given(string state) =>
        Assert.Equal([ProjectRule.NotApproved], Rules(ProjectRule.Check(Approved with { State = state }, "审〔2026〕1号")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("审〔2026〕2号")]
    public void A_class_that_carries_no_number_or_another_one_is_stopped(string? number) => Assert.Equal([ProjectRule.NumberMissing], Rules(ProjectRule.Check(Approved, number)));

    [Fact]
    public void A_suspended_unit_is_stopped_with_its_article()
    {
        var finding = Assert.Single(ProjectRule.Check(Approved with { IsUnitSuspended = true }, "审〔2026〕1号"));
        Assert.Equal((ProjectRule.UnitSuspended, "BJTU:44"), (finding.Rule, finding.Articles[0].ToString()));
    }

    [Fact]
    public void A_class_that_is_what_was_approved_passes_and_so_does_one_with_fewer_seats_or_spaces_around_its_name()
    {
        Assert.Empty(ProjectTermsRule.Check(Same, Approved));
        Assert.Empty(ProjectTermsRule.Check(Same with { Capacity = 20, Name = " 工业人工智能培训班 " }, Approved));
    }

    [Fact]
    public void Name_days_and_fee_stop_and_the_rest_asks_for_a_reason()
    {
        var all = ProjectTermsRule.Check(Same with
        {
            Name = "别的班", EndsOn = Start.AddDays(2), Fee = Money.FromYuan(801), Capacity = 41, Audience = "所有人", Hours = StudyHours.FromHours(9), Funding = FundingMode.BaseGrant, Form = "seminar",
        }, Approved).ToList();
        Assert.Equal([ProjectTermsRule.Name, ProjectTermsRule.Dates, ProjectTermsRule.Fee], Rules(all.Where(f => f.Severity == Severity.Block)));
        Assert.Equal([ProjectTermsRule.Seats, ProjectTermsRule.Audience, ProjectTermsRule.Hours, ProjectTermsRule.Funding, ProjectTermsRule.Kind], Rules(all.Where(f => f.Severity == Severity.Review)));
    }

    [Fact]
    public void A_lower_fee_than_approved_differs_too() => Assert.Equal([ProjectTermsRule.Fee], Rules(ProjectTermsRule.Check(Same with { Fee = Money.FromYuan(799) }, Approved)));

    [Fact]
    public void Open_recruitment_needs_one_approved_piece_of_material_and_a_commissioned_one_none()
    {
        var draft = new PromotionCard { Title = "简章" };
        Assert.Equal([OpenRecruitmentRule.Missing], Rules(OpenRecruitmentRule.Check(Approved, [])));
        Assert.Equal([OpenRecruitmentRule.NotApproved], Rules(OpenRecruitmentRule.Check(Approved, [draft])));
        Assert.Empty(OpenRecruitmentRule.Check(Approved, [draft, draft with { IsApproved = true }]));
        Assert.Empty(OpenRecruitmentRule.Check(Approved with { IsOpenEnrolment = false }, []));
    }

    [Fact]
    public void A_commissioned_class_opens_with_a_contract_signed_or_not_and_starts_with_a_signed_one()
    {
        var contract = new ContractTerms { Number = "HT-1", StartsOn = Start };
        Assert.Equal([ContractRule.Missing], Rules(ContractRule.CheckOpening(true, null)));
        Assert.Empty(ContractRule.CheckOpening(true, contract));
        Assert.Empty(ContractRule.CheckOpening(false, null));
        Assert.Equal([ContractRule.Unsigned], Rules(ContractRule.CheckStart(true, contract, Start)));
        Assert.Empty(ContractRule.CheckStart(true, contract with { SignedOn = Start.AddDays(-1) }, Start));
        Assert.Empty(ContractRule.CheckStart(false, null, Start));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void A_contract_signed_on_the_first_day_or_later_is_back_dating(int days) =>
        Assert.Equal([ContractRule.SignedLate], Rules(ContractRule.CheckStart(true, new ContractTerms { Number = "HT-1", SignedOn = Start.AddDays(days) }, Start)));

    [Fact]
    public void Learners_of_two_classes_clash_only_where_sessions_meet_and_the_finding_names_them()
    {
        var own = new BookedLesson { Id = 1, ClassId = 1, ClassNo = "2026-001", Day = Start, StartsAt = new(8, 30), EndsAt = new(12, 0), Topic = "甲" };
        var meeting = own with { Id = 2, ClassId = 2, ClassNo = "2026-002", StartsAt = new(11, 0), EndsAt = new(13, 0) };
        var after = own with { Id = 3, ClassId = 2, ClassNo = "2026-002", StartsAt = new(12, 0), EndsAt = new(13, 0) };
        var shared = new[] { (Other: 2L, Name: "张三") }.ToLookup(s => s.Other, s => s.Name);
        Assert.Empty(LearnerClashRule.Check([own], [after], shared));
        Assert.Empty(LearnerClashRule.Check([own], [meeting], Array.Empty<(long Other, string Name)>().ToLookup(s => s.Other, s => s.Name)));
        var finding = Assert.Single(LearnerClashRule.Check([own], [meeting, after], shared));
        Assert.Equal((LearnerClashRule.Learner, Severity.Review), (finding.Rule, finding.Severity));
        Assert.Contains("张三", finding.Sentence);
    }
}
