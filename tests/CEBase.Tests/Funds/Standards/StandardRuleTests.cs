using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;
using CEBase.Instructors;

namespace CEBase.Tests.Funds.Standards;

/// <summary>Every standard at, under and over its cap, with its arithmetic, and what isn't known.</summary>
public sealed class StandardRuleTests
{
    private static readonly DateOnly Day = new(2026, 3, 10);
    private static readonly TaxTable Tax = TaxTables.Load(Path.Combine(Repository.Recipes, "funds", "labour-tax.json")).On(Day)!.Table;
    private static readonly Payee Associate = new("汤老师", 1, TitleLevel.AssociateSenior, false);

    private static Cap Value(long? value, string label = "标准") => new("some.name", label, value, Day);

    private static ClaimLine Line(decimal yuan, string unit = "半天", decimal quantity = 1, HalfDay half = HalfDay.Morning, int days = 1) => new()
    {
        Id = 1, Kind = LineKind.Lecture, Payee = "汤老师", Unit = unit, Quantity = (long)(quantity * 100), Amount = Money.FromYuan(yuan), FromDay = Day, UntilDay = Day.AddDays(days - 1), HalfDay = half,
    };

    private static IReadOnlyList<Finding> Lecture(ClaimLine line, LineMeasures? measures = null, Payee? payee = null, long? rate = 500) =>
        [.. LectureFeeRule.Check(new LectureFacts(line, measures ?? LineMeasures.None, payee ?? Associate, Value(rate), Value(4), Tax))];

    private static void Only(string? rule, IReadOnlyList<Finding> findings, Severity severity = Severity.Block)
    {
        if (rule is null)
        {
            Assert.Empty(findings);
            return;
        }
        var finding = Assert.Single(findings);
        Assert.Equal((rule, severity), (finding.Rule, finding.Severity));
    }

    [Theory]
    [InlineData("2299.99", false)]
    [InlineData("2300", false)]
    [InlineData("2300.01", true)]
    public void A_half_day_of_an_associate_senior_costs_2300_before_tax(string yuan, bool over) => Only(over ? LectureFeeRule.Over : null, Lecture(Line(decimal.Parse(yuan))));

    [Theory]
    [InlineData("2000", false)]
    [InlineData("2000.01", true)]
    public void And_2000_after_tax(string yuan, bool over)
    {
        var findings = Lecture(Line(decimal.Parse(yuan)), new LineMeasures { NetAmount = Money.FromYuan(decimal.Parse(yuan)) });
        Only(over ? LectureFeeRule.Over : null, findings);
    }

    [Fact]
    public void The_arithmetic_stands_in_the_sentence() => Assert.Equal(
        "副高每学时税后上限 500 元，上午 4 学时最多 2,000 元，税前 2,300 元；本行 2,800 元，超出 500 元。", Assert.Single(Lecture(Line(2800))).Sentence);

    [Fact]
    public void An_amount_typed_after_tax_is_judged_so_and_says_what_it_costs()
    {
        var finding = Assert.Single(Lecture(Line(2000), new LineMeasures { IsNet = true }));
        Assert.Equal((AfterTax.TypedNet, Severity.Review), (finding.Rule, finding.Severity));
        Assert.Contains("2,300", finding.Sentence);
    }

    [Fact]
    public void Five_hours_in_a_half_day_are_four_and_the_fifth_is_stopped()
    {
        Only(null, Lecture(Line(2300), new LineMeasures { Hours = StudyHours.FromHours(4) }));
        Only(LectureFeeRule.TooManyHours, Lecture(Line(2300), new LineMeasures { Hours = StudyHours.FromHours(5) }));
        Only(LectureFeeRule.TooManyHours, Lecture(Line(2300, "学时", 4.5m)));
        Only(null, Lecture(Line(4761.90m, "次", half: HalfDay.Whole), new LineMeasures { Hours = StudyHours.FromHours(8) }, rate: 500));
    }

    [Theory]
    [InlineData("学时", 2, "1050", false)]
    [InlineData("学时", 2, "1050.01", true)]
    [InlineData("课时", 2.5, "1362.50", false)]
    [InlineData("课时", 2.5, "1362.51", true)]
    [InlineData("天", 1, "4761.90", false)]
    [InlineData("天", 1, "4761.91", true)]
    public void Hours_come_from_the_unit_of_the_quantity(string unit, double quantity, string yuan, bool over) =>
        Only(over ? LectureFeeRule.Over : null, Lecture(Line(decimal.Parse(yuan), unit, (decimal)quantity, unit == "天" ? HalfDay.Whole : HalfDay.Morning)));

    [Fact]
    public void A_time_or_a_job_tells_no_hours_and_twelve_half_days_are_no_single_day()
    {
        Only(LectureFeeRule.HoursUnknown, Lecture(Line(100, "次")), Severity.Review);
        Only(MeasureRule.Disagrees, [.. MeasureRule.Check(Line(100, quantity: 12), LineMeasures.None)]);
    }

    [Fact]
    public void A_title_without_a_figure_and_a_name_the_registry_lacks_are_reviews()
    {
        Only(Cap.UnknownRule, Lecture(Line(100), payee: Associate with { Level = TitleLevel.Intermediate }, rate: null), Severity.Review);
        Only(Payee.NotFound, Lecture(Line(4000), payee: new Payee("生人", 0, TitleLevel.FullSenior, false), rate: 1500), Severity.Review);
        Only(Payee.NotFound, Lecture(Line(4000), payee: new Payee("重名", 2, TitleLevel.FullSenior, false), rate: 1500), Severity.Review);
        Assert.Contains(Lecture(Line(7142.87m), payee: new Payee("生人", 0, TitleLevel.FullSenior, false), rate: 1500), f => f.Rule == LectureFeeRule.Over);
    }

    [Fact]
    public void An_experts_step_needs_its_reason_and_own_staff_above_the_cap_a_look()
    {
        Only(null, Lecture(Line(7142.86m), new LineMeasures { IsExpert = true, ExpertReason = "中国工程院院士" }, rate: 1500));
        Only(LectureFeeRule.ExpertReason, Lecture(Line(7142.86m), new LineMeasures { IsExpert = true }, rate: 1500));
        Only(null, Lecture(Line(2000), payee: Associate with { IsInHouse = true }));
        Only(AfterTax.Payroll, Lecture(Line(2300), payee: Associate with { IsInHouse = true }), Severity.Review);
        Only(LectureFeeRule.Over, Lecture(Line(2301), payee: Associate with { IsInHouse = true }));
    }

    [Fact]
    public void Two_fees_in_one_half_day_are_looked_at_and_more_than_four_hours_together_stopped()
    {
        IReadOnlyList<Finding> Check(decimal mine, decimal other, long? most = 4, HalfDay half = HalfDay.Morning, HalfDay otherHalf = HalfDay.Morning) =>
            [.. LectureOnceRule.Check(Line(1, half: half), StudyHours.FromHours(mine), [new DrawnFee(2, "BX2026-0001", "汤老师", LineKind.Lecture, Day, Day, otherHalf) { Hours = StudyHours.FromHours(other) }], most)];
        Only(LectureOnceRule.Twice, Check(2, 2), Severity.Review);
        Only(LectureOnceRule.TooMany, Check(2, 2.5m));
        Only(LectureOnceRule.Twice, Check(4, 4, null), Severity.Review);
        Assert.Empty(LectureOnceRule.Check(Line(1), StudyHours.FromHours(4), [], 4));
        // A day that nobody halved has a morning and an afternoon, so two whole days of eight hours are one too many.
        Only(LectureOnceRule.TooMany, Check(8, 8, half: HalfDay.Whole, otherHalf: HalfDay.Whole));
        Only(LectureOnceRule.Twice, Check(4, 4, half: HalfDay.Whole, otherHalf: HalfDay.Whole), Severity.Review);
        Only(LectureOnceRule.TooMany, Check(8, 4, half: HalfDay.Whole));
        Only(LectureOnceRule.Twice, Check(8, 4, half: HalfDay.Whole, otherHalf: HalfDay.Evening), Severity.Review);
    }

    private static readonly ConsultationCaps Consulting = new(Value(2400, "咨询费上限：高级职称（税后）"), Value(50), Value(60), Value(50), Value(2), Value(20), Value(50));

    [Theory]
    [InlineData(1, 0, false, false, 2400)]
    [InlineData(0.5, 0, false, false, 1440)]
    [InlineData(2, 0, false, false, 4800)]
    [InlineData(3, 0, false, false, 6000)]
    [InlineData(1, 2, false, false, 1200)]
    [InlineData(0.5, 2, false, false, 720)]
    [InlineData(2.5, 0, false, false, 5520)]
    [InlineData(1, 0, true, false, 3600)]
    [InlineData(1, 0, false, true, 1200)]
    [InlineData(3, 0, false, true, 3600)]
    public void Consultation_by_day_half_day_third_day_expert_and_letter(double days, double before, bool expert, bool letter, long net) =>
        Assert.Equal(Money.FromYuan(net), ConsultationRule.CapOf(Consulting, (decimal)days, (decimal)before, new LineMeasures { IsExpert = expert, ByCorrespondence = letter }).Cap);

    [Theory]
    [InlineData("2800", false)]
    [InlineData("2800.01", true)]
    public void A_consultation_over_its_cap_is_stopped(string yuan, bool over)
    {
        var facts = new ConsultationFacts(Line(decimal.Parse(yuan), "人天", half: HalfDay.Whole), LineMeasures.None, Associate, Consulting, 0, Tax);
        Only(over ? ConsultationRule.Over : null, [.. ConsultationRule.Check(facts)]);
        Only(Cap.UnknownRule, [.. ConsultationRule.Check(facts with { Caps = Consulting with { LaterShare = Value(null) } })], Severity.Review);
        Only(ConsultationRule.DaysUnknown, [.. ConsultationRule.Check(facts with { Line = facts.Line with { Unit = "项" } })], Severity.Review);
    }

    private static readonly TrainingQuota Third = new("三类", Value(550), Value(30), Value(70), Value(1));

    [Theory]
    [InlineData(30, 16500)]
    [InlineData(31, 16885)]
    [InlineData(40, 20350)]
    public void After_thirty_days_a_day_counts_seventy_per_cent(int days, long yuan) => Assert.Equal(Money.FromYuan(yuan), Third.Of(1, days));

    [Theory]
    [InlineData(5, 0, 0, 5)]
    [InlineData(5, 1, 1, 7)]
    [InlineData(5, 2, 3, 7)]
    public void Arrival_and_departure_count_one_day_each_at_most(int taught, int arrival, int departure, int days) => Assert.Equal(days, Third.Days(taught, arrival, departure));

    [Theory]
    [InlineData(60, 5, "33000", false)]
    [InlineData(60, 5, "33000.01", true)]
    [InlineData(60, 5, "100", false)]
    [InlineData(400, 40, "203500", false)]
    [InlineData(400, 40, "203500.01", true)]
    public void A_training_keeps_within_person_days_times_quota(double personDays, int days, string cost, bool over) =>
        Only(over ? QuotaRule.Over : null, [.. QuotaRule.Check(new QuotaFacts((decimal)personDays, days, Money.FromYuan(decimal.Parse(cost)), Third))]);

    [Fact]
    public void A_quota_nobody_knows_is_a_review() =>
        Only(Cap.UnknownRule, [.. QuotaRule.Check(new QuotaFacts(1, 1, Money.FromYuan(1), Third with { PerDay = Value(null) }))], Severity.Review);

    [Theory]
    [InlineData("5500", null)]
    [InlineData("5500.01", MeetingRule.Over)]
    public void A_meeting_has_a_quota_of_its_own(string cost, string? rule)
    {
        Only(rule, [.. MeetingRule.Check("三、四类", Value(550), 10, Money.FromYuan(decimal.Parse(cost)))]);
        Only(Cap.UnknownRule, [.. MeetingRule.Check("三、四类", Value(null), 10, Money.FromYuan(1))], Severity.Review);
    }

    [Theory]
    [InlineData(3, 0, "540", null)]
    [InlineData(3, 0, "540.01", TravelRule.Over)]
    [InlineData(3, 1, "360", null)]
    [InlineData(3, 1, "360.01", TravelRule.Over)]
    [InlineData(3, 3, "0.01", TravelRule.Over)]
    [InlineData(3, 5, "0.01", TravelRule.Over)]
    public void Allowances_go_by_natural_days_without_those_of_arranged_board(int days, int board, string yuan, string? rule) =>
        Only(rule, [.. TravelRule.Check(new AllowanceFacts("伙食补助和市内交通补助", [Value(100), Value(80)], 1, days, board, Money.FromYuan(decimal.Parse(yuan))))]);

    [Fact]
    public void An_allowance_that_tells_neither_people_nor_board_is_a_review_and_host_meals_are_shares()
    {
        Only(TravelRule.Incomplete, [.. TravelRule.Check(new AllowanceFacts("伙食补助", [Value(100)], 1, 1, null, Money.FromYuan(1)))], Severity.Review);
        Only(TravelRule.Incomplete, [.. TravelRule.Check(new AllowanceFacts("伙食补助", [Value(100)], 0, 1, 0, Money.FromYuan(1)))], Severity.Review);
        Only(Cap.UnknownRule, [.. TravelRule.Check(new AllowanceFacts("伙食补助", [Value(null)], 1, 1, 0, Money.FromYuan(1)))], Severity.Review);
        Assert.Equal(Money.FromYuan(20 + (2 * 40) + 40), TravelRule.HostMeals(Money.FromYuan(100), [20, 40, 40], [1, 2, 1]));
    }

    [Theory]
    [InlineData("1400", null)]
    [InlineData("1400.01", LodgingRule.Over)]
    public void Lodging_is_capped_by_night_and_person(string yuan, string? rule)
    {
        var night = new Night(Day, Money.FromYuan(350));
        var facts = new LodgingFacts("西安", PersonLevel.Other, 2, [night, night], Money.FromYuan(decimal.Parse(yuan)));
        Only(rule, [.. LodgingRule.Check(facts)]);
        Only(LodgingRule.Incomplete, [.. LodgingRule.Check(facts with { City = "" })], Severity.Review);
        Only(Cap.UnknownRule, [.. LodgingRule.Check(facts with { Nights = [night, new Night(Day, null)] })], Severity.Review);
    }

    [Theory]
    [InlineData("2025-12-31", "05-15", 350)]
    [InlineData("2026-01-01", "05-15", 350)]
    [InlineData("2026-01-01", "07-01", 420)]
    [InlineData("2026-01-01", "08-31", 420)]
    [InlineData("2026-01-01", "09-01", 350)]
    [InlineData("2026-06-30", "06-30", 350)]
    public void A_seasons_cap_goes_before_the_whole_years(string from, string at, long yuan)
    {
        LodgingCap[] lines =
        [
            new() { City = "西安", Amount = Money.FromYuan(350), HoldsFrom = new DateOnly(2016, 1, 1) },
            new() { City = "西安", Amount = Money.FromYuan(350), HoldsFrom = new DateOnly(2026, 1, 1) },
            new() { City = "西安", Amount = Money.FromYuan(420), HoldsFrom = new DateOnly(2026, 1, 1), SeasonFrom = "07-01", SeasonUntil = "08-31" },
        ];
        Assert.True(DateOnly.Parse(from) <= DateOnly.Parse("2026-" + at));
        Assert.Equal(Money.FromYuan(yuan), LodgingRepository.On(lines, DateOnly.Parse("2026-" + at))!.Amount);
    }

    [Fact]
    public void A_season_may_run_over_new_year_and_before_the_first_line_there_is_none()
    {
        var winter = new LodgingCap { Amount = Money.FromYuan(500), HoldsFrom = new DateOnly(2026, 1, 1), SeasonFrom = "12-15", SeasonUntil = "02-28" };
        Assert.True(winter.Covers(new DateOnly(2026, 12, 15)) && winter.Covers(new DateOnly(2026, 2, 28)));
        Assert.False(winter.Covers(new DateOnly(2026, 12, 14)) || winter.Covers(new DateOnly(2026, 3, 1)));
        Assert.Null(LodgingRepository.On([winter], new DateOnly(2025, 12, 31)));
    }
}
