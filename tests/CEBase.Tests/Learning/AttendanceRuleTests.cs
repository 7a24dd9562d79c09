using CEBase.Learning;
using CEBase.Catalogue;
using CEBase.Learning.Attendance;

namespace CEBase.Tests.Learning;

public sealed class AttendanceRuleTests
{
    private static readonly DateOnly Day = new(2026, 3, 16);

    private static readonly CreditFacts Facts = new() { Mark = AttendanceState.Present, OnRoster = true, StartsAt = new(14, 0), EndsAt = new(17, 30), Hours = H(4) };

    private static StudyHours H(decimal hours) => StudyHours.FromHours(hours);

    private static StandingHours Had(string from, string to, decimal hours) => new(1, "另一个班", TimeOnly.Parse(from), TimeOnly.Parse(to), H(hours));

    private static (decimal Hours, string? Rule) Credited(CreditFacts facts)
    {
        var credit = CreditRules.Judge(facts);
        return (credit.Hours.Hours, credit.Kept.SingleOrDefault()?.Why.Rule);
    }

    [Fact]
    public void Somebody_present_gets_the_hours_of_the_session() => Assert.Equal((4m, null), Credited(Facts));

    [Theory]
    [InlineData(AttendanceState.Absent)]
    [InlineData(AttendanceState.Excused)]
    public void Absence_and_leave_earn_nothing_and_are_no_refusal(AttendanceState mark) => Assert.Equal((0m, null), Credited(Facts with { Mark = mark }));

    [Fact]
    public void Somebody_not_on_the_roster_gets_nothing() => Assert.Equal((0m, "credit.not-on-roster"), Credited(Facts with { OnRoster = false }));

    [Theory]
    [InlineData(100, 4, null)]
    [InlineData(99, 3.9, "credit.late")]
    [InlineData(0, 0, "credit.late")]
    public void Coming_late_earns_the_share_of_the_parameter(int share, decimal hours, string? rule) =>
        Assert.Equal((hours, rule), Credited(Facts with { Mark = AttendanceState.Late, Policy = new() { LateShare = share } }));

    [Fact]
    public void Leaving_early_earns_the_share_of_the_parameter() =>
        Assert.Equal((2m, "credit.left-early"), Credited(Facts with { Mark = AttendanceState.LeftEarly, Policy = new() { LeftEarlyShare = 50 } }));

    [Theory]
    [InlineData("10:00", "14:00", 4, null)]
    [InlineData("10:00", "14:01", 0, "credit.overlap")]
    [InlineData("17:29", "18:30", 0, "credit.overlap")]
    [InlineData("17:30", "18:30", 4, null)]
    [InlineData("13:00", "19:00", 0, "credit.overlap")]
    public void Two_sessions_that_overlap_count_once(string from, string to, decimal hours, string? rule) =>
        Assert.Equal((hours, rule), Credited(Facts with { SameDay = [Had(from, to, 1)] }));

    [Theory]
    [InlineData(4, 4, null)]
    [InlineData(4.1, 3.9, "credit.day-cap")]
    [InlineData(8, 0, "credit.day-cap")]
    [InlineData(9, 0, "credit.day-cap")]
    public void A_day_counts_eight_hours_and_no_more(decimal had, decimal hours, string? rule) =>
        Assert.Equal((hours, rule), Credited(Facts with { SameDay = [Had("08:00", "12:00", had)] }));

    [Fact]
    public void A_day_cap_for_review_lets_the_hours_through_with_a_finding()
    {
        var credit = CreditRules.Judge(Facts with { SameDay = [Had("08:00", "12:00", 5)], Policy = new() { DayCapIsReview = true } });

        Assert.Equal(H(4), credit.Hours);
        Assert.Equal((Severity.Review, "credit.day-cap"), (Assert.Single(credit.Kept).Why.Severity, credit.Kept[0].Why.Rule));
    }

    [Theory]
    [InlineData("2026-03-16T17:29:59+08:00", true)]
    [InlineData("2026-03-16T17:30:00+08:00", false)]
    [InlineData("2026-03-15T23:00:00+08:00", true)]
    public void A_session_is_confirmed_after_its_end(string now, bool stopped) =>
        Assert.Equal(stopped, OnlyWhatTookPlace.Judge(Day, new(17, 30), DateTimeOffset.Parse(now)).Any(f => f.Rule == "session.not-over"));

    [Theory]
    [InlineData(ClassStates.Running, false)]
    [InlineData(ClassStates.Ended, false)]
    [InlineData(ClassStates.Open, true)]
    [InlineData(ClassStates.Cancelled, true)]
    [InlineData(ClassStates.Archived, true)]
    public void Hours_are_confirmed_only_in_a_class_that_runs_or_ran(string state, bool stopped) =>
        Assert.Equal(stopped, OnlyARealClass.Judge(state, "x").Any(f => f.Severity == Severity.Block));

    [Fact]
    public void Hours_wait_for_everybody_to_have_a_mark()
    {
        Assert.Empty(NobodyForgotten.Judge(2, []));
        Assert.Equal("attendance.incomplete", Assert.Single(NobodyForgotten.Judge(2, ["王芳"])).Rule);
        Assert.Equal("attendance.no-roster", Assert.Single(NobodyForgotten.Judge(0, [])).Rule);
    }

    [Theory]
    [InlineData(7L, 7L, true)]
    [InlineData(7L, 8L, false)]
    [InlineData(null, null, false)]
    public void Who_confirmed_needs_a_second_right_to_correct(long? confirmed, long? corrects, bool review) =>
        Assert.Equal(review, FourEyes.Judge(confirmed, corrects).Any(f => f is { Rule: "correction.four-eyes", Severity: Severity.Review }));

    [Theory]
    [InlineData(0, true, null)]
    [InlineData(1, true, Severity.Block)]
    [InlineData(1, false, Severity.Note)]
    public void A_class_closes_when_every_session_is_confirmed(int unconfirmed, bool stops, Severity? severity) =>
        Assert.Equal(severity, EveryLessonConfirmed.Judge("2026-001", 4, unconfirmed, stops).SingleOrDefault()?.Severity);

    private static readonly CheckInFacts Scan = new()
    {
        OnRoster = true, CodeIsRight = true, IsConfirmed = false, Day = Day, StartsAt = new(9, 0), EndsAt = new(12, 0), Now = DateTimeOffset.Parse("2026-03-16T08:55:00+08:00"),
    };

    [Theory]
    [InlineData("2026-03-16T08:29:59+08:00", "check-in.too-early")]
    [InlineData("2026-03-16T08:30:00+08:00", null)]
    [InlineData("2026-03-16T12:00:00+08:00", null)]
    [InlineData("2026-03-16T12:00:01+08:00", "check-in.over")]
    [InlineData("2026-03-15T23:59:59+08:00", "check-in.other-day")]
    [InlineData("2026-03-17T00:00:00+08:00", "check-in.other-day")]
    public void One_checks_in_from_half_an_hour_before_to_the_end(string now, string? rule) =>
        Assert.Equal(rule, CheckInRules.Judge(Scan with { Now = DateTimeOffset.Parse(now) })?.Rule);

    [Theory]
    [InlineData("2026-03-16T09:15:00+08:00", AttendanceState.Present)]
    [InlineData("2026-03-16T09:15:01+08:00", AttendanceState.Late)]
    public void A_quarter_of_an_hour_after_the_begin_one_is_late(string now, AttendanceState state) =>
        Assert.Equal(state, CheckInRules.StateOf(Scan with { Now = DateTimeOffset.Parse(now) }));

    [Fact]
    public void A_wrong_code_somebody_elses_class_and_a_confirmed_session_are_told_apart()
    {
        Assert.Equal("check-in.code", CheckInRules.Judge(Scan with { CodeIsRight = false })?.Rule);
        Assert.Equal("check-in.not-on-roster", CheckInRules.Judge(Scan with { OnRoster = false, CodeIsRight = false })?.Rule);
        Assert.Equal("check-in.confirmed", CheckInRules.Judge(Scan with { IsConfirmed = true })?.Rule);
    }
}
