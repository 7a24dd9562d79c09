using CEBase.Catalogue;
using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Classes.Rules;
using CEBase.Instructors;
using CEBase.Projects;

namespace CEBase.Tests.Catalogue;

public sealed class ClassRulesTests
{
    private static readonly DateOnly Day = new(2026, 3, 16);

    private static readonly ClassDetails Details = new()
    {
        CourseId = 1, Name = "航空结构疲劳培训班", Funding = FundingMode.Open, StartsOn = Day, EndsOn = Day.AddDays(1), EnrolFrom = Day.AddDays(-30), EnrolUntil = Day.AddDays(-3),
        City = "西安", Venue = "教学楼", Capacity = 40, Hours = StudyHours.FromHours(8), Fee = Money.FromYuan(800), Syllabus = "大纲", Materials = "讲义", Board = "食堂", Lodging = "专家楼", AdviserId = 7,
    };

    private static LessonInfo Session(DateOnly day, string from, string to, decimal hours, long? teacher = 1, string room = "301", long id = 0) => new()
    {
        Id = id, ClassId = 1, Day = day, StartsAt = TimeOnly.Parse(from), EndsAt = TimeOnly.Parse(to), Hours = StudyHours.FromHours(hours), Topic = "断裂力学", Room = room, InstructorId = teacher,
    };

    private static string[] Rules(IEnumerable<Finding> findings) => [.. findings.Select(f => f.Rule)];

    [Theory]
    [InlineData(FundingMode.Fiscal, 0, "", null)]
    [InlineData(FundingMode.Fiscal, 0.01, "", "funding.fiscal-with-fee")]
    [InlineData(FundingMode.Open, 800, "", null)]
    [InlineData(FundingMode.Open, 0, "", null)]
    [InlineData(FundingMode.BaseGrant, 0, "", null)]
    [InlineData(FundingMode.BaseGrant, 100, "", "funding.grant-with-fee")]
    [InlineData(FundingMode.Commissioned, 0, "某公司", null)]
    [InlineData(FundingMode.Commissioned, 0, " ", "funding.client-missing")]
    [InlineData(FundingMode.Commissioned, 100, "某公司", "funding.commissioned-with-fee")]
    public void Funding_and_what_is_charged_must_fit(FundingMode funding, decimal fee, string client, string? rule) =>
        Assert.Equal(rule, FundingRule.Check(funding, Money.FromYuan(fee), client).SingleOrDefault()?.Rule);

    [Fact]
    public void Fiscal_money_with_a_learner_charge_is_a_block_on_article_19()
    {
        var finding = Assert.Single(FundingRule.Check(FundingMode.Fiscal, Money.FromYuan(100), ""));
        Assert.Equal(Severity.Block, finding.Severity);
        Assert.Equal("MOF540:19", Assert.Single(finding.Articles).ToString());
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "dates.enrolment-after-start")]
    public void Enrolment_ends_at_the_latest_on_the_first_day(int after, string? rule) =>
        Assert.Equal(rule, DatesRule.Check(Details with { EnrolUntil = Day.AddDays(after) }).SingleOrDefault()?.Rule);

    [Theory]
    [InlineData(-3, null)]
    [InlineData(-2, "dates.enrolment-past")]
    [InlineData(0, "dates.enrolment-past")]
    [InlineData(1, "dates.start-past")]
    public void A_class_opens_only_while_its_enrolment_lies_ahead(int today, string? rule) =>
        Assert.Equal(rule, DatesRule.CheckOpening(Details, Day.AddDays(today)).SingleOrDefault()?.Rule);

    [Fact]
    public void A_timetable_that_adds_up_inside_the_dates_is_green() =>
        Assert.Empty(TimetableRule.Check(Details, [Session(Day, "08:30", "12:00", 4), Session(Day, "14:00", "17:30", 4)], StudyHours.FromHours(8), "SX27:hours"));

    [Fact]
    public void No_timetable_is_a_block_and_says_only_that() =>
        Assert.Equal(["timetable.empty"], Rules(TimetableRule.Check(Details, [], StudyHours.FromHours(8), null)));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_session_outside_the_dates_is_a_block(int day) =>
        Assert.Equal(["timetable.outside-dates"], Rules(TimetableRule.Check(Details, [Session(Day.AddDays(day), "08:30", "17:30", 8)], null, null)));

    [Theory]
    [InlineData(7.9)]
    [InlineData(8.1)]
    public void Hours_that_differ_by_a_tenth_are_a_block(decimal hours)
    {
        var finding = Assert.Single(TimetableRule.Check(Details, [Session(Day, "08:30", "17:30", hours)], null, null));
        Assert.Equal(("timetable.hours-differ", Severity.Block), (finding.Rule, finding.Severity));
    }

    [Fact]
    public void More_hours_a_day_than_the_cap_of_the_day_ask_for_a_reason()
    {
        var finding = Assert.Single(TimetableRule.Check(Details with { Hours = StudyHours.FromHours(9) }, [Session(Day, "08:30", "18:30", 9)], StudyHours.FromHours(8), "SX27:hours"));
        Assert.Equal(("timetable.day-cap", Severity.Review), (finding.Rule, finding.Severity));
    }

    private static BookedLesson Booked(string from, string to, long teacher, string room, bool online = false, long id = 0) => new()
    {
        Id = id, ClassNo = "2026-001", Day = Day, StartsAt = TimeOnly.Parse(from), EndsAt = TimeOnly.Parse(to), Topic = "题目", Venue = "教学楼", Room = room, InstructorId = teacher, IsOnline = online,
    };

    [Theory]
    [InlineData("12:00", "14:00", 1, "301", null)]
    [InlineData("11:59", "14:00", 1, "302", "schedule.instructor-clash")]
    [InlineData("09:00", "10:00", 1, "302", "schedule.instructor-clash")]
    [InlineData("07:00", "19:00", 1, "302", "schedule.instructor-clash")]
    [InlineData("07:00", "08:30", 1, "301", null)]
    [InlineData("09:00", "10:00", 2, "301", "schedule.room-clash")]
    [InlineData("09:00", "10:00", 2, "", null)]
    [InlineData("09:00", "10:00", 2, "302", null)]
    public void Nobody_teaches_twice_at_once_and_no_room_holds_two_sessions(string from, string to, long teacher, string room, string? rule) =>
        Assert.Equal(rule, ScheduleClashRule.Check(Booked(from, to, teacher, room), [Booked("08:30", "12:00", 1, "301", id: 9)]).SingleOrDefault()?.Rule);

    [Fact]
    public void Same_instructor_and_same_room_are_two_clashes() =>
        Assert.Equal([ScheduleClashRule.Instructor, ScheduleClashRule.Room], Rules(ScheduleClashRule.Check(Booked("08:30", "12:00", 1, "301"), [Booked("08:30", "12:00", 1, "301", id: 9)])));

    [Fact]
    public void A_session_does_not_clash_with_itself() =>
        Assert.Empty(ScheduleClashRule.Check(Booked("08:30", "12:00", 1, "301", id: 9), [Booked("08:30", "12:00", 1, "301", id: 9)]));

    [Fact]
    public void Rooms_of_online_classes_do_not_clash() =>
        Assert.Empty(ScheduleClashRule.Check(Booked("08:30", "12:00", 1, "301", online: true), [Booked("08:30", "12:00", 2, "301", id: 9)]));

    private static SeatQuota Quota(string label, string? employer, int seats) => new() { Label = label, Employer = employer, Seats = seats };

    [Fact]
    public void Caps_may_fill_the_seats_exactly() => Assert.Empty(QuotaRule.Check(40, [Quota("甲", "甲公司", 30), Quota("其他", null, 10)]));

    [Fact]
    public void Caps_over_the_seats_are_a_block() => Assert.Equal(["quota.over-capacity"], Rules(QuotaRule.Check(40, [Quota("甲", "甲公司", 30), Quota("其他", null, 11)])));

    [Fact]
    public void Seats_that_nobody_could_take_ask_for_a_reason() => Assert.Equal(["quota.unreachable-seats"], Rules(QuotaRule.Check(40, [Quota("甲", "甲公司", 30), Quota("其他", null, 9)])));

    [Fact]
    public void Seats_beyond_the_groups_are_free_for_all_when_others_have_no_cap() => Assert.Empty(QuotaRule.Check(40, [Quota("甲", "甲公司", 30)]));

    [Fact]
    public void Two_caps_for_one_employer_are_a_block() => Assert.Equal(["quota.same-group"], Rules(QuotaRule.Check(40, [Quota("甲", "甲公司", 3), Quota("乙", "甲公司", 3)])));

    [Fact]
    public void A_prepared_class_is_green() => Assert.Empty(PreparationRule.CheckAdviser(Details).Concat(PreparationRule.CheckLogistics(Details)));

    [Fact]
    public void Without_an_adviser_a_class_does_not_start() => Assert.Equal(Severity.Block, Assert.Single(PreparationRule.CheckAdviser(Details with { AdviserId = null })).Severity);

    [Fact]
    public void Each_missing_arrangement_is_named_and_asks_for_a_reason()
    {
        var findings = PreparationRule.CheckLogistics(Details with { Syllabus = "", Materials = " ", Board = "", Lodging = "" }).ToList();
        Assert.Equal(["preparation.syllabus-missing", "preparation.materials-missing", "preparation.board-missing", "preparation.lodging-missing"], Rules(findings));
        Assert.All(findings, f => Assert.Equal(Severity.Review, f.Severity));
    }

    [Fact]
    public void Online_classes_need_no_board_or_lodging() => Assert.Empty(PreparationRule.CheckLogistics(Details with { IsOnline = true, Board = "", Lodging = "" }));

    [Fact]
    public void A_session_without_instructor_or_with_a_suspended_one_is_a_block()
    {
        var suspended = new Dictionary<long, InstructorCard> { [1] = new() { Id = 1, Name = "严志远", IsActive = false } };
        Assert.Equal(["timetable.instructor-missing", "timetable.instructor-suspended"],
            Rules(InstructorsRule.Check([Session(Day, "08:30", "12:00", 4, teacher: null), Session(Day, "14:00", "17:30", 4)], suspended)));
    }

    [Theory]
    [InlineData("Name", "", "required")]
    [InlineData("Capacity", 0, "capacity_range")]
    [InlineData("Capacity", 5001, "capacity_range")]
    [InlineData("City", "", "required")]
    [InlineData("Venue", "", "required")]
    [InlineData("Form", "nonsense", "form_unknown")]
    [InlineData("Task", "nonsense", "task_unknown")]
    public void Details_that_can_not_be_stored_are_named_by_field(string field, object value, string code)
    {
        var details = Details with { };
        typeof(ClassDetails).GetProperty(field)!.SetValue(details, value);
        var problem = Assert.Single(ClassChecks.Problems(details));
        Assert.Equal((field, code), (problem.Field, problem.Code));
    }

    [Fact]
    public void Dates_the_wrong_way_round_are_named_by_field() =>
        Assert.Equal(["EndsOn", "EnrolUntil"], ClassChecks.Problems(Details with { EndsOn = Day.AddDays(-1), EnrolUntil = Day.AddDays(-31) }).Select(p => p.Field));
}
