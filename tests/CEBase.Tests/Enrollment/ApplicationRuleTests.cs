using CEBase.Catalogue;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;
using CEBase.Instructors;
using CEBase.Projects;

namespace CEBase.Tests.Enrollment;

public sealed class ApplicationRuleTests
{
    private static readonly ClassCard Open = new()
    {
        Id = 1,
        Name = "金属增材制造培训班",
        State = ClassStates.Open,
        StartsOn = new DateOnly(2026, 5, 11),
        EndsOn = new DateOnly(2026, 5, 15),
        EnrolFrom = new DateOnly(2026, 3, 1),
        EnrolUntil = new DateOnly(2026, 5, 1),
    };

    [Theory]
    [InlineData(ClassStates.Open, "2026-03-01", null)]
    [InlineData(ClassStates.Open, "2026-05-01", null)]
    [InlineData(ClassStates.Open, "2026-02-28", "class.enrolment_early")]
    [InlineData(ClassStates.Open, "2026-05-02", "class.enrolment_over")]
    [InlineData(ClassStates.Planned, "2026-04-01", "class.not_open")]
    [InlineData(ClassStates.Ready, "2026-04-01", "class.not_open")]
    [InlineData(ClassStates.Running, "2026-04-01", "class.not_open")]
    [InlineData(ClassStates.Cancelled, "2026-04-01", "class.not_open")]
    public void A_learner_applies_only_while_the_class_is_open_and_in_its_days(string state, string day, string? rule) =>
        Assert.Equal(rule, ClassTakesApplications.Check(Facts(Open with { State = state }, day)).SingleOrDefault(f => f.Severity == Severity.Block)?.Rule);

    [Theory]
    [InlineData(ClassStates.Open, "2026-05-02", "class.enrolment_over")]
    [InlineData(ClassStates.Ready, "2026-05-02", "class.late")]
    public void Staff_may_enrol_late_and_the_trace_keeps_a_note(string state, string day, string rule)
    {
        var finding = Assert.Single(ClassTakesApplications.Check(Facts(Open with { State = state }, day, byStaff: true)));
        Assert.Equal((Severity.Note, rule), (finding.Severity, finding.Rule));
    }

    [Fact]
    public void A_commissioned_class_takes_the_people_of_its_client_only_however_the_name_is_spaced()
    {
        var card = Open with { Funding = FundingMode.Commissioned, Client = "渭河装备（示例）公司" };
        Assert.Empty(AudienceIsRight.Check(Facts(card, "2026-04-01", employer: "渭河装备(示例) 公司")));
        Assert.Equal("audience.client_only", Assert.Single(AudienceIsRight.Check(Facts(card, "2026-04-01", employer: "其他公司"))).Rule);
        Assert.Equal(Severity.Note, Assert.Single(AudienceIsRight.Check(Facts(card, "2026-04-01", employer: "其他公司", byStaff: true))).Severity);
    }

    [Fact]
    public void An_overlap_is_shown_to_who_applies_and_asked_of_who_admits()
    {
        var other = Open with { Id = 2, StartsOn = new DateOnly(2026, 5, 15), EndsOn = new DateOnly(2026, 5, 20) };
        Assert.Equal(Severity.Note, Assert.Single(TimesAreFree.Check(Open, [other], decides: false)).Severity);
        Assert.Equal(Severity.Review, Assert.Single(TimesAreFree.Check(Open, [other], decides: true)).Severity);
        Assert.Empty(TimesAreFree.Check(Open, [other with { StartsOn = new DateOnly(2026, 5, 16) }], decides: true));
        Assert.Empty(TimesAreFree.Check(Open, [other with { IsOnline = true }], decides: true));
    }

    [Theory]
    [InlineData("", "高级工程师", TitleLevels.AssociateSenior)]
    [InlineData("", "正高级工程师", TitleLevels.FullSenior)]
    [InlineData("", "教授级高工", TitleLevels.FullSenior)]
    [InlineData("", "研究员", TitleLevels.FullSenior)]
    [InlineData("", "副研究员", TitleLevels.AssociateSenior)]
    [InlineData("", "助理研究员", TitleLevels.Intermediate)]
    [InlineData("", "研究实习员", TitleLevels.Junior)]
    [InlineData("", "助理工程师", TitleLevels.Junior)]
    [InlineData("", "高级技师", TitleLevels.None)]
    [InlineData("正高级", "工程师", TitleLevels.FullSenior)]
    [InlineData("副高", "", TitleLevels.AssociateSenior)]
    public async Task A_title_level_is_read_from_its_column_or_from_the_title(string level, string title, string expected)
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var titles = await bench.RunAsync<ITitles, ITitleTable>(t => bench.Database.ReadAsync(t.TableAsync));
        Assert.Equal(expected, TitleLevels.Of(level, title, titles));
    }

    private static ApplicationFacts Facts(ClassCard card, string day, bool byStaff = false, string employer = "某公司") =>
        new(card, IsComplete: true, Employers.Key(employer), byStaff, DateOnly.Parse(day));
}
