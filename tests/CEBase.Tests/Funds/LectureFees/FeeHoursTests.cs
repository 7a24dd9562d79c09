using CEBase.Funds.Claims;
using CEBase.Funds.LectureFees;
using CEBase.Funds.Standards;
using CEBase.Instructors;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Tests.Funds.LectureFees;

/// <summary>From sessions to paid hours and tax, without a database.</summary>
public sealed class FeeHoursTests
{
    private static readonly TaxBook Taxes = TaxBook.Load(Path.Combine(Repository.Recipes, "funds", "labour-tax.json"));

    private static Stretch Taught(string from, string until, decimal hours, string classNo = "2026-011") => new(classNo, TimeOnly.Parse(from), TimeOnly.Parse(until), StudyHours.FromHours(hours), "课");

    private static void Paid(decimal hours, params Stretch[] mine) => Assert.Equal(StudyHours.FromHours(hours), FeeHours.Of(mine, [], 4).Paid);

    [Fact]
    public void Lessons_one_after_the_other_add_up_to_four_hours_and_no_further()
    {
        Paid(2, Taught("08:30", "10:00", 2));
        Paid(4, Taught("08:30", "10:00", 2), Taught("10:20", "11:50", 2));
        Paid(4, Taught("08:00", "10:00", 2.5m), Taught("10:00", "12:00", 2.5m));
        Assert.Contains("最多 4 学时", FeeHours.Of([Taught("08:00", "12:00", 5)], [], 4).Why);
        Assert.Equal(StudyHours.FromHours(5), FeeHours.Of([Taught("08:00", "12:00", 5)], [], null).Paid);
    }

    [Fact]
    public void Classes_taught_at_once_are_paid_once()
    {
        Paid(4, Taught("08:30", "11:50", 4), Taught("08:30", "11:50", 4, "2026-012"));
        Paid(3, Taught("08:00", "10:00", 2), Taught("09:00", "11:00", 2, "2026-012"));
        Assert.Contains("2026-011、2026-012 班同时上课", FeeHours.Of([Taught("08:30", "11:50", 4), Taught("08:30", "11:50", 4, "2026-012")], [], 4).Why);
    }

    [Fact]
    public void What_another_list_paid_is_not_paid_again()
    {
        var other = Taught("08:30", "11:50", 4, "2026-012");
        Assert.Equal(StudyHours.Zero, FeeHours.Of([Taught("08:30", "11:50", 4)], [other], 4).Paid);
        Assert.Equal(StudyHours.FromHours(2), FeeHours.Of([Taught("10:00", "11:30", 2)], [Taught("08:00", "09:30", 2, "2026-012")], 4).Paid);
        Assert.Equal(StudyHours.FromHours(1), FeeHours.Of([Taught("10:00", "11:30", 2)], [Taught("08:00", "10:00", 3, "2026-012")], 4).Paid);
    }

    [Theory]
    [InlineData("08:30", "11:50", 40, "Morning 40")]
    [InlineData("08:30", "12:45", 40, "Morning 40")]
    [InlineData("14:00", "17:20", 40, "Afternoon 40")]
    [InlineData("12:10", "15:00", 30, "Afternoon 30")]
    [InlineData("09:30", "15:30", 80, "Morning 40, Afternoon 40")]
    [InlineData("16:00", "20:00", 40, "Afternoon 20, Evening 20")]
    [InlineData("19:00", "21:00", 20, "Evening 20")]
    public void A_session_lies_in_the_half_days_it_reaches_by_a_lesson_at_least(string from, string until, int tenths, string parts)
    {
        var session = new FeeSession { StartsAt = TimeOnly.Parse(from), EndsAt = TimeOnly.Parse(until), Hours = new StudyHours(tenths) };
        Assert.Equal(parts, string.Join(", ", FeeHours.Split(session).Select(p => $"{p.Half} {p.Part.Hours.Tenths}")));
    }

    [Fact]
    public void Splitting_loses_no_tenth_whatever_the_times() => Property.Holds(FsCheck.Fluent.Gen.Choose(0, 1_000_000), seed =>
    {
        var random = new Random(seed);
        var start = random.Next(6 * 60, 22 * 60);
        var session = new FeeSession { StartsAt = new TimeOnly(start / 60, start % 60), EndsAt = TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(Math.Min(start + 20 + random.Next(600), (24 * 60) - 1))), Hours = new StudyHours(1 + random.Next(120)) };
        return FeeHours.Split(session).Sum(p => p.Part.Hours.Tenths) == session.Hours.Tenths;
    });

    private static FeeLine Line(int day, long net, long who = 1, bool inHouse = false, int month = 3) => new()
    {
        InstructorId = who, Name = "汤老师", Day = new DateOnly(2026, month, day), HalfDay = HalfDay.Morning, Hours = StudyHours.FromHours(4), TitleLevel = TitleLevel.AssociateSenior,
        IsInHouse = inHouse, Cap = 500_00, Rate = Money.FromYuan(net / 4m), Net = Money.FromYuan(net),
    };

    private static Money Gross(IReadOnlyList<FeeLine> lines) => lines.Aggregate(Money.Zero, (sum, l) => sum + l.Gross);

    [Fact]
    public void Fees_of_one_month_are_taxed_together_those_of_another_month_or_person_apart()
    {
        var none = new Dictionary<(long, DateOnly), MonthBefore>();
        Assert.Equal(Money.FromYuan(4761.90m), Gross(FeeTax.Apply([Line(2, 2000), Line(3, 2000)], none, Taxes)));
        Assert.Equal(Money.FromYuan(4600), Gross(FeeTax.Apply([Line(2, 2000), Line(3, 2000, month: 4)], none, Taxes)));
        Assert.Equal(Money.FromYuan(4600), Gross(FeeTax.Apply([Line(2, 2000), Line(3, 2000, who: 2)], none, Taxes)));
        var before = new Dictionary<(long, DateOnly), MonthBefore> { [(1, new DateOnly(2026, 3, 1))] = new(Money.FromYuan(2000), Money.FromYuan(2300)) };
        Assert.Equal(Money.FromYuan(2461.90m), Gross(FeeTax.Apply([Line(3, 2000)], before, Taxes)));
    }

    [Fact]
    public void Own_staff_are_taxed_with_their_salary() =>
        Assert.All(FeeTax.Apply([Line(2, 2000, inHouse: true)], new Dictionary<(long, DateOnly), MonthBefore>(), Taxes), l => Assert.Equal((l.Net, Money.Zero), (l.Gross, l.Tax)));

    [Fact]
    public void Every_line_carries_its_share_and_the_shares_are_the_months_tax() => Property.Holds(FsCheck.Fluent.Gen.Choose(0, 1_000_000), seed =>
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(1, 1 + random.Next(8)).Select(d => Line(d, random.Next(0, 6000)) with { Net = new Money(random.Next(0, 600_000)) }).ToList();
        var taxed = FeeTax.Apply(lines, new Dictionary<(long, DateOnly), MonthBefore>(), Taxes);
        var net = lines.Aggregate(Money.Zero, (sum, l) => sum + l.Net);
        return taxed.All(l => l.Gross - l.Tax == l.Net && l.Tax >= Money.Zero) && Gross(taxed) == Taxes.On(new DateOnly(2026, 3, 1))!.Table.GrossUp(net).Gross;
    });

    [Fact]
    public void A_rate_above_the_cap_is_stopped_below_it_passes_and_without_a_cap_somebody_looks()
    {
        string? Says(FeeLine line) => FeeListRule.Check([line]).SingleOrDefault() is { } f ? $"{f.Severity} {f.Rule}" : null;
        Assert.Null(Says(Line(2, 2000)));
        Assert.Null(Says(Line(2, 1000)));
        Assert.Equal($"{Severity.Block} {FeeListRule.Over}", Says(Line(2, 2000) with { Rate = new Money(500_01), Net = new Money(2000_04) }));
        Assert.Equal($"{Severity.Review} {FeeListRule.NoCap}", Says(Line(2, 2000) with { Cap = null }));
        Assert.Equal($"{Severity.Review} {FeeListRule.NoAmount}", Says(Line(2, 0)));
        Assert.Equal($"{Severity.Block} {FeeListRule.Expert}", Says(Line(2, 2000) with { IsExpert = true }));
        Assert.Null(Says(Line(2, 0) with { Hours = StudyHours.Zero }));
        Assert.Equal(FeeListRule.Empty, Assert.Single(FeeListRule.Check([])).Rule);
        Assert.Contains("超出 400 元", Assert.Single(FeeListRule.Check([Line(2, 2400)])).Sentence);
    }

    [Fact]
    public void Without_a_card_nobody_outside_is_paid_and_own_staff_need_none()
    {
        Assert.Equal(CardRule.NoCard, Assert.Single(CardRule.Check([Line(2, 2000), Line(3, 2000)], new HashSet<long>())).Rule);
        Assert.Empty(CardRule.Check([Line(2, 2000)], new HashSet<long> { 1 }));
        Assert.Empty(CardRule.Check([Line(2, 2000, inHouse: true), Line(3, 0, who: 2)], new HashSet<long>()));
    }
}
