using CEBase.Instructors;
using CEBase.Learning.HourRules;

namespace CEBase.Tests.Learning;

public sealed class HourJudgeTests
{
    private static readonly HourRule Shaanxi = new() { Code = "SX-80", Name = "陕西", Provinces = "61", HoldsFrom = new(2016, 7, 13), Total = H(80), MinProfessional = H(56), MinPublic = H(24), Citation = "MOHRSS25:8", Certainty = "seen" };
    private static readonly HourRule National = new() { Code = "CN-90", Name = "国家", HoldsFrom = new(2015, 10, 1), Total = H(90), ProfessionalShare = "2/3", Citation = "MOHRSS25:8", Certainty = "seen" };

    private static StudyHours H(decimal hours) => StudyHours.FromHours(hours);

    private static string[] RulesThatSpoke(HourRule rule, decimal publicHours, decimal professional) =>
        [.. HourEvaluator.Judge(rule, HourFacts.Of(2026, H(publicHours), H(professional))).Findings.Select(f => f.Rule)];

    [Theory]
    [InlineData(24, 56, "")]
    [InlineData(24, 55.9, "hours.professional,hours.total")]
    [InlineData(23.9, 56, "hours.public,hours.total")]
    [InlineData(0, 120, "hours.public")]
    [InlineData(120, 0, "hours.professional")]
    [InlineData(0, 0, "hours.professional,hours.public,hours.total")]
    public void Shaanxi_asks_56_professional_and_24_public(decimal publicHours, decimal professional, string rules) =>
        Assert.Equal(rules, string.Join(",", RulesThatSpoke(Shaanxi, publicHours, professional)));

    [Theory]
    [InlineData(30, 60, "")]
    [InlineData(30, 59.9, "hours.professional,hours.total")]
    [InlineData(30.1, 59.9, "hours.professional")]
    [InlineData(29.9, 60, "hours.total")]
    [InlineData(60, 70, "")]
    public void The_country_asks_90_with_two_thirds_professional(decimal publicHours, decimal professional, string rules) =>
        Assert.Equal(rules, string.Join(",", RulesThatSpoke(National, publicHours, professional)));

    [Fact]
    public void What_is_missing_is_said_in_words()
    {
        var judged = HourEvaluator.Judge(Shaanxi, HourFacts.Of(2026, H(20), H(56)));

        Assert.False(judged.IsMet);
        Assert.Equal("公需科目还差 4 学时（要求 24，已有 20）；总学时还差 4 学时（要求 80，已有 76）", judged.Missing);
        Assert.Equal(H(76), judged.TowardsTotal);
    }

    [Fact]
    public void Hours_of_the_wrong_subject_do_not_fill_the_ring()
    {
        var judged = HourEvaluator.Judge(Shaanxi, HourFacts.Of(2026, H(0), H(100)));

        Assert.Equal(H(56), judged.TowardsTotal);
    }

    [Fact]
    public void A_cycle_pools_its_years_and_no_others()
    {
        var rule = National with { CycleYears = 3, Total = H(64), ProfessionalShare = null };
        var years = new Dictionary<int, (StudyHours, StudyHours)> { [2023] = (H(100), H(0)), [2024] = (H(92), H(0)), [2025] = (H(0), H(50)), [2026] = (H(0), H(50)) };

        Assert.True(HourEvaluator.Judge(rule, new HourFacts(2026, years)).IsMet);
        years[2024] = (H(91.9m), H(0));
        Assert.Equal(["hours.total"], HourEvaluator.Judge(rule, new HourFacts(2026, years)).Findings.Select(f => f.Rule));
    }

    [Fact]
    public void Only_the_surplus_of_the_year_before_is_carried_over_and_only_where_the_rule_says_so()
    {
        var years = new Dictionary<int, (StudyHours, StudyHours)> { [2025] = (H(30), H(70)), [2026] = (H(20), H(60)) };

        Assert.True(HourEvaluator.Judge(National with { CarryOver = true }, new HourFacts(2026, years)).IsMet);
        Assert.False(HourEvaluator.Judge(National, new HourFacts(2026, years)).IsMet);
    }

    [Fact]
    public void A_level_has_its_own_total_and_an_unknown_level_takes_the_highest()
    {
        var rule = National with { Total = H(64), ProfessionalShare = null, Levels = "Junior=56" };

        Assert.True(HourEvaluator.Judge(rule, HourFacts.Of(2026, H(0), H(56)) with { Level = TitleLevel.Junior }).IsMet);
        Assert.Equal(["hours.total"], HourEvaluator.Judge(rule, HourFacts.Of(2026, H(0), H(56)) with { Level = TitleLevel.Intermediate }).Findings.Select(f => f.Rule));
        Assert.Equal(["hours.total", "hours.level-unknown"], HourEvaluator.Judge(rule, HourFacts.Of(2026, H(0), H(56))).Findings.Select(f => f.Rule));
    }

    [Fact]
    public void A_rule_applies_by_province_and_year()
    {
        Assert.True(Shaanxi.Applies("61", 2016));
        Assert.False(Shaanxi.Applies("61", 2015));
        Assert.False(Shaanxi.Applies("11", 2026));
        Assert.False((Shaanxi with { HoldsUntil = new(2025, 12, 31) }).Applies("61", 2026));
        Assert.True(National.Applies("11", 2026));
    }
}
