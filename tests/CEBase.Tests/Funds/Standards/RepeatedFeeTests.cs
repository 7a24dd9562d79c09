using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;

namespace CEBase.Tests.Funds.Standards;

/// <summary>Numbers of a line against its own dates, fees that are drawn twice, and lectures against sessions that were held.</summary>
public sealed class RepeatedFeeTests
{
    private static readonly DateOnly Day = new(2026, 3, 10);

    private static ClaimLine Line(LineKind kind, decimal quantity = 1, string unit = "次", int days = 1, HalfDay half = HalfDay.Whole, string text = "", int from = 0) => new()
    {
        Id = 1, ClaimId = 1, Kind = kind, Payee = "汤老师", Description = text, Unit = unit, Quantity = (long)(quantity * 100), FromDay = Day.AddDays(from), UntilDay = Day.AddDays(from + days - 1), HalfDay = half,
    };

    private static string? Measure(ClaimLine line, LineMeasures? told = null)
    {
        var findings = MeasureRule.Check(line, told ?? LineMeasures.None).ToList();
        Assert.All(findings, f => Assert.Equal((MeasureRule.Disagrees, Severity.Block), (f.Rule, f.Severity)));
        return findings.SingleOrDefault()?.Sentence;
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, true)]
    [InlineData(2, 2, false)]
    [InlineData(2, 10, false)]
    [InlineData(11, 10, true)]
    public void Nights_fit_between_arrival_and_departure(int days, int nights, bool fits) =>
        Assert.Equal(fits, Measure(Line(LineKind.Lodging, days: days), new LineMeasures { Nights = nights }) is null);

    [Fact]
    public void The_sentence_says_how_many_nights_are_too_many() =>
        Assert.StartsWith("2026-03-10 至 2026-03-11 最多 1 夜，却填写 10 夜，多出 9 夜。", Measure(Line(LineKind.Lodging, days: 2), new LineMeasures { Nights = 10 }));

    [Fact]
    public void Room_nights_are_persons_times_nights_or_fewer_where_two_share_a_room()
    {
        var told = new LineMeasures { Nights = 2, Persons = 2 };
        Assert.Null(Measure(Line(LineKind.Lodging, 4, "间夜", 3), told));
        Assert.Null(Measure(Line(LineKind.Lodging, 2, "间夜", 3), told));
        Assert.NotNull(Measure(Line(LineKind.Lodging, 5, "间夜", 3), told));
    }

    [Fact]
    public void Hours_told_twice_are_the_same_hours()
    {
        Assert.Null(Measure(Line(LineKind.Lecture, 2, "学时"), new LineMeasures { Hours = StudyHours.FromHours(2) }));
        Assert.NotNull(Measure(Line(LineKind.Lecture, 2, "学时"), new LineMeasures { Hours = StudyHours.FromHours(4) }));
        Assert.Null(Measure(Line(LineKind.Lecture, 1, "半天"), new LineMeasures { Hours = StudyHours.FromHours(3.5m) }));
    }

    [Theory]
    [InlineData("Lecture", 3, "半天", "Whole", true)]
    [InlineData("Lecture", 4, "半天", "Whole", false)]
    [InlineData("Lecture", 1, "半天", "Morning", true)]
    [InlineData("Lecture", 2, "半天", "Morning", false)]
    [InlineData("Consultation", 1, "人天", "Whole", true)]
    [InlineData("Consultation", 1.5, "人天", "Whole", false)]
    [InlineData("Consultation", 1, "人天", "Afternoon", false)]
    public void Half_days_fit_into_the_dates(string kind, double quantity, string unit, string half, bool fits) =>
        Assert.Equal(fits, Measure(Line(Enum.Parse<LineKind>(kind), (decimal)quantity, unit, half: Enum.Parse<HalfDay>(half))) is null);

    [Fact]
    public void A_consultation_by_letter_is_counted_by_times() => Assert.Null(Measure(Line(LineKind.Consultation, 5, "天"), new LineMeasures { ByCorrespondence = true }));

    [Fact]
    public void Person_days_board_days_and_persons_agree()
    {
        Assert.Null(Measure(Line(LineKind.Travel, 6, "人天", 3), new LineMeasures { Persons = 2, BoardDays = 3 }));
        Assert.NotNull(Measure(Line(LineKind.Travel, 7, "人天", 3), new LineMeasures { Persons = 2, BoardDays = 0 }));
        Assert.NotNull(Measure(Line(LineKind.Travel, 6, "人天", 3), new LineMeasures { Persons = 2, BoardDays = 4 }));
        Assert.NotNull(Measure(Line(LineKind.Service, 2, "人", 3), new LineMeasures { Persons = 20 }));
    }

    private static DrawnFee Drawn(LineKind kind, int from = 0, int days = 1, HalfDay half = HalfDay.Whole, decimal? consulted = null, string payee = "汤 老师", long claim = 2, string task = "") =>
        new(9, "BX2026-0002", payee, kind, Day.AddDays(from), Day.AddDays(from + days - 1), half) { ClaimId = claim, Days = consulted, Task = task };

    private static Finding? Repeated(ClaimLine line, DrawnFee fee, LineMeasures? told = null) => RepeatedFeeRule.Check(line, told ?? LineMeasures.None, [fee]).SingleOrDefault();

    [Theory]
    [InlineData("Morning", "Morning", 0.5, Severity.Block)]
    [InlineData("Morning", "Whole", 1.0, Severity.Block)]
    [InlineData("Whole", "Whole", 0.5, Severity.Review)]
    [InlineData("Whole", "Whole", 1.0, Severity.Block)]
    public void A_half_day_of_consultation_is_paid_once(string mine, string other, double days, Severity severity) => Assert.Equal(severity,
        Repeated(Line(LineKind.Consultation, 1, "半天", half: Enum.Parse<HalfDay>(mine)), Drawn(LineKind.Consultation, half: Enum.Parse<HalfDay>(other), consulted: (decimal)days))?.Severity);

    [Fact]
    public void Another_half_day_another_day_another_person_and_a_letter_are_other_consultations()
    {
        var line = Line(LineKind.Consultation, 1, "半天", half: HalfDay.Morning);
        Assert.Null(Repeated(line, Drawn(LineKind.Consultation, half: HalfDay.Afternoon, consulted: 0.5m)));
        Assert.Null(Repeated(line, Drawn(LineKind.Consultation, from: 1, consulted: 1)));
        Assert.Null(Repeated(line, Drawn(LineKind.Consultation, consulted: 1, payee: "别人")));
        Assert.Null(Repeated(line, Drawn(LineKind.Consultation, consulted: 1) with { ByCorrespondence = true }));
    }

    [Fact]
    public void The_same_allowance_on_the_same_day_is_drawn_once()
    {
        var line = Line(LineKind.Travel, 3, "天", 3, text: "差旅伙食补助");
        var meals = Drawn(LineKind.Travel, from: 2) with { Allowances = [CapNames.Meals], Persons = 1 };
        Assert.Equal(Severity.Block, Repeated(line, meals)?.Severity);
        Assert.Equal(Severity.Review, Repeated(line, meals with { Persons = 3 })?.Severity);
        Assert.Null(Repeated(line, meals with { Allowances = [CapNames.Transport] }));
        Assert.Null(Repeated(line, meals with { From = Day.AddDays(3), Until = Day.AddDays(3) }));
        Assert.Null(Repeated(Line(LineKind.Travel, text: "高铁票"), meals));
    }

    [Fact]
    public void Labour_on_the_same_day_is_looked_at() => Assert.Equal(Severity.Review, Repeated(Line(LineKind.Labour), Drawn(LineKind.Labour))?.Severity);

    [Fact]
    public void Days_of_one_consultation_are_counted_on_through_all_claims()
    {
        var third = Line(LineKind.Consultation, 1, "天", from: 2) with { Task = "课程评审" };
        decimal Before(params DrawnFee[] fees) => ConsultationRule.DaysBefore(third, fees);
        // Day by day, whatever the claim calls it.
        Assert.Equal(2, Before(Drawn(LineKind.Consultation, 0, consulted: 1), Drawn(LineKind.Consultation, 1, consulted: 1) with { LineId = 8 }));
        Assert.Equal(0, Before(Drawn(LineKind.Consultation, 0, consulted: 1)));
        // The same task later on is the same consultation.
        Assert.Equal(2, Before(Drawn(LineKind.Consultation, -30, 2, consulted: 2, task: "课程 评审")));
        Assert.Equal(0, Before(Drawn(LineKind.Consultation, -30, 2, consulted: 2, task: "别的评审")));
        Assert.Equal(1, Before(Drawn(LineKind.Consultation, -30, consulted: 1, claim: 1)));
        Assert.Equal(0, Before(Drawn(LineKind.Consultation, 1, consulted: 1) with { ByCorrespondence = true }));
        Assert.Equal(0, Before(Drawn(LineKind.Consultation, 3, consulted: 1)));
    }

    [Theory]
    [InlineData(null, null, TaughtRule.NoSession)]
    [InlineData(4.0, null, TaughtRule.NoSession)]
    [InlineData(4.0, 4.0, null)]
    [InlineData(3.0, 4.0, null)]
    [InlineData(4.0, 3.9, TaughtRule.FewerHours)]
    [InlineData(null, 4.0, null)]
    public void A_lecture_of_a_class_was_held_for_as_long_as_it_is_claimed(double? claimed, double? taught, string? rule)
    {
        StudyHours? Hours(double? hours) => hours is { } h ? StudyHours.FromHours((decimal)h) : null;
        var finding = TaughtRule.Check(new TaughtFacts(Line(LineKind.Lecture) with { ClassId = 7, ClassNo = "2026-007" }, Hours(claimed), Hours(taught))).SingleOrDefault();
        Assert.Equal((rule, rule is null ? null : Severity.Block), (finding?.Rule, finding?.Severity));
    }

    [Fact]
    public void A_lecture_of_no_class_is_looked_at() =>
        Assert.Equal(Severity.Review, TaughtRule.Check(new TaughtFacts(Line(LineKind.Lecture), null, null)).Single().Severity);
}
