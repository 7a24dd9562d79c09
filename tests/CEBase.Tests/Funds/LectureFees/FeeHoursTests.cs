using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.LectureFees;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;
using CEBase.Instructors;

namespace CEBase.Tests.Funds.LectureFees;

/// <summary>From sessions to paid hours and tax, without a database.</summary>
public sealed class FeeHoursTests
{
    private static readonly CEBase.Funds.LineRules.KindTable Kinds = CEBase.Funds.LineRules.KindTable.Load(Path.Combine(Repository.Recipes, "funds", "line-kinds.json"));

    private static readonly TaxTables Taxes = TaxTables.Load(Path.Combine(Repository.Recipes, "funds", "labour-tax.json"));

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

    private static HeldHours Held(decimal paid, params Stretch[] taught) => new(2, "JF-2", true, taught, StudyHours.FromHours(paid));

    private static HeldHours Fixed(decimal paid, params Stretch[] taught) => Held(paid, taught) with { ListId = 3, Number = "JF-3", IsOpen = false };

    private static StudyHours Left(HeldHours other, params Stretch[] mine) => FeeHours.Of(mine, [other], 4).Paid;

    [Fact]
    public void What_another_list_pays_is_not_paid_again_what_it_only_teaches_is()
    {
        var other = Taught("08:30", "11:50", 4, "2026-012");
        Assert.Equal(StudyHours.Zero, Left(Held(4, other), Taught("08:30", "11:50", 4)));
        Assert.Equal(StudyHours.FromHours(4), Left(Held(0, other), Taught("08:30", "11:50", 4)));
        Assert.Equal(StudyHours.FromHours(2), Left(Held(2, Taught("08:00", "09:30", 2, "2026-012")), Taught("10:00", "11:30", 2)));
        Assert.Equal(StudyHours.FromHours(1), Left(Held(3, Taught("08:00", "10:00", 3, "2026-012")), Taught("10:00", "11:30", 2)));
        Assert.Equal(StudyHours.FromHours(2), Left(Held(0, Taught("08:00", "10:00", 3, "2026-012")), Taught("10:00", "11:30", 2)));
        Assert.Contains("JF-2 发放 4 学时", FeeHours.Of([Taught("08:30", "11:50", 4)], [Held(4, other)], 4).Why);
    }

    [Fact]
    public void Hours_that_only_a_list_already_handed_in_teaches_beside_this_one_are_not_given_back()
    {
        var same = Taught("08:30", "11:50", 4);
        Assert.Equal(StudyHours.Zero, FeeHours.Unpaid([Held(0, same)], 4));
        Assert.Equal(StudyHours.FromHours(4), FeeHours.Unpaid([Fixed(0, same)], 4));
        Assert.Equal(StudyHours.Zero, FeeHours.Unpaid([Fixed(0, same), Held(0, same)], 4));
        Assert.Equal(StudyHours.FromHours(1), FeeHours.Unpaid([Fixed(2, Taught("08:00", "10:00", 3))], 4));
        Assert.Equal(StudyHours.Zero, FeeHours.Unpaid([], 4));
        var line = Line(2, 2000);
        var finding = Assert.Single(SharedHoursRule.Check([new UnpaidHalfDay(line, StudyHours.FromHours(4), ["JF-3"])]));
        Assert.Equal((SharedHoursRule.CountedOn, Severity.Block), (finding.Rule, finding.Severity));
        Assert.Contains("先退回 JF-3", finding.Sentence);
    }

    [Fact]
    public void Two_lists_of_one_hour_are_not_paid_twice_on_account_of_a_third()
    {
        // The third teaches four hours and pays none, because the first was paid four before it was cut to two.
        var (same, later) = (Taught("08:00", "10:00", 2), Taught("10:00", "12:00", 4));
        Assert.Equal(StudyHours.Zero, FeeHours.Of([same], [Held(2, same), Held(0, later)], 4).Paid);
        Assert.Equal(StudyHours.FromHours(2), FeeHours.Of([later], [Held(2, same), Held(0, same)], 4).Paid);
    }

    [Fact]
    public void Two_lists_of_a_half_day_pay_what_it_comes_to_whichever_is_computed_last() => Property.Holds(FsCheck.Fluent.Gen.Choose(0, 1_000_000), seed =>
    {
        var random = new Random(seed);
        Stretch Some()
        {
            var from = (8 * 60) + (random.Next(9) * 15);
            var until = from + 45 + (random.Next(6) * 15);
            return new Stretch($"2026-0{random.Next(3)}", new TimeOnly(from / 60, from % 60), new TimeOnly(until / 60, until % 60), new StudyHours(5 + random.Next(40)), "课");
        }
        Stretch[] one = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Some())], two = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Some())];
        var whole = FeeHours.Of([.. one, .. two], [], 4).Paid;
        var first = FeeHours.Of(one, [], 4).Paid;
        var second = FeeHours.Of(two, [new HeldHours(1, "JF-1", true, one, first)], 4).Paid;
        var again = FeeHours.Of(one, [new HeldHours(2, "JF-2", true, two, second)], 4).Paid;
        return first + second == whole && again == first;
    });

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
        var db = new FeeLesson { StartsAt = TimeOnly.Parse(from), EndsAt = TimeOnly.Parse(until), Hours = new StudyHours(tenths) };
        Assert.Equal(parts, string.Join(", ", FeeHours.Split(db).Select(p => $"{p.Half} {p.Part.Hours.Tenths}")));
    }

    [Fact]
    public void Splitting_loses_no_tenth_whatever_the_times() => Property.Holds(FsCheck.Fluent.Gen.Choose(0, 1_000_000), seed =>
    {
        var random = new Random(seed);
        var start = random.Next(6 * 60, 22 * 60);
        var db = new FeeLesson { StartsAt = new TimeOnly(start / 60, start % 60), EndsAt = TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(Math.Min(start + 20 + random.Next(600), (24 * 60) - 1))), Hours = new StudyHours(1 + random.Next(120)) };
        return FeeHours.Split(db).Sum(p => p.Part.Hours.Tenths) == db.Hours.Tenths;
    });

    private static FeeLine Line(int day, long net, long who = 1, bool inHouse = false, int month = 3) => new()
    {
        InstructorId = who, Name = "汤老师", Day = new DateOnly(2026, month, day), UntilDay = new DateOnly(2026, month, day), HalfDay = HalfDay.Morning, Hours = StudyHours.FromHours(4), TitleLevel = TitleLevel.AssociateSenior,
        IsInHouse = inHouse, Cap = 500_00, Rate = Money.FromYuan(net / 4m), Net = Money.FromYuan(net),
    };

    private static Money Gross(IReadOnlyList<FeeLine> lines) => lines.Aggregate(Money.Zero, (sum, l) => sum + l.Gross);

    private static readonly TaxTable Table = Taxes.On(new DateOnly(2026, 3, 1))!.Table;

    private static readonly Dictionary<FeeOwner, MonthBefore> None = [];

    [Fact]
    public void Fees_of_a_person_in_the_month_of_payment_are_taxed_together_those_of_another_person_apart()
    {
        Assert.Equal(Money.FromYuan(4761.90m), Gross(FeeTax.Apply([Line(2, 2000), Line(3, 2000)], None, Table)));
        Assert.Equal(Money.FromYuan(4761.90m), Gross(FeeTax.Apply([Line(2, 2000), Line(3, 2000, month: 4)], None, Table)));
        Assert.Equal(Money.FromYuan(4600), Gross(FeeTax.Apply([Line(2, 2000), Line(3, 2000, who: 2)], None, Table)));
        Assert.Equal(Money.FromYuan(4600), Gross(FeeTax.Apply([Line(2, 2000), Line(3, 2000) with { InstructorId = null, PayeeId = 1 }], None, Table)));
        var before = new Dictionary<FeeOwner, MonthBefore> { [new FeeOwner(1, null)] = new(Money.FromYuan(2000), Money.FromYuan(2300)) };
        Assert.Equal(Money.FromYuan(2461.90m), Gross(FeeTax.Apply([Line(3, 2000)], before, Table)));
    }

    [Fact]
    public void Own_staff_are_taxed_with_their_salary() =>
        Assert.All(FeeTax.Apply([Line(2, 2000, inHouse: true)], None, Table), l => Assert.Equal((l.Net, Money.Zero), (l.Gross, l.Tax)));

    [Fact]
    public void Every_line_carries_its_share_and_the_shares_are_the_months_tax() => Property.Holds(FsCheck.Fluent.Gen.Choose(0, 1_000_000), seed =>
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(1, 1 + random.Next(8)).Select(d => Line(d, random.Next(0, 6000)) with { Net = new Money(random.Next(0, 600_000)) }).ToList();
        var taxed = FeeTax.Apply(lines, None, Table);
        var net = lines.Aggregate(Money.Zero, (sum, l) => sum + l.Net);
        return taxed.All(l => l.Gross - l.Tax == l.Net && l.Tax >= Money.Zero) && Gross(taxed) == Table.GrossUp(net).Gross;
    });

    [Fact]
    public void A_list_paid_in_another_month_than_named_is_computed_anew_when_the_tax_differs_and_noted_when_not()
    {
        var list = new FeeList { Number = "JF-1", PayMonth = new DateOnly(2026, 3, 1) };
        var (march, april) = (new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 1));
        IReadOnlyList<FeeLine> stored = [Line(2, 2000) with { Gross = Money.FromYuan(2300), Tax = Money.FromYuan(300) }], more = [Line(2, 2000) with { Gross = Money.FromYuan(2461.90m), Tax = Money.FromYuan(461.90m) }];
        Assert.Empty(PayMonthRule.Check(list, march, stored, stored, isPaid: false));
        Assert.Equal((PayMonthRule.Moved, Severity.Note), Said(PayMonthRule.Check(list, april, stored, stored, isPaid: false)));
        Assert.Equal((PayMonthRule.Changed, Severity.Block), Said(PayMonthRule.Check(list, april, stored, more, isPaid: false)));
        Assert.Equal((PayMonthRule.Changed, Severity.Block), Said(PayMonthRule.Check(list, march, stored, more, isPaid: false)));
        Assert.Equal((PayMonthRule.Changed, Severity.Review), Said(PayMonthRule.Check(list, april, stored, more, isPaid: true)));
        static (string, Severity) Said(IEnumerable<Finding> findings) => Assert.Single(findings) is var f ? (f.Rule, f.Severity) : default;
    }

    [Fact]
    public void The_month_is_the_one_named_never_one_gone_by_and_once_paid_the_one_of_payment()
    {
        var today = new DateOnly(2026, 4, 15);
        Assert.Equal(new DateOnly(2026, 4, 1), new FeeList().MonthOn(today));
        Assert.Equal(new DateOnly(2026, 4, 1), new FeeList { PayMonth = new DateOnly(2026, 3, 1) }.MonthOn(today));
        Assert.Equal(new DateOnly(2026, 6, 1), new FeeList { PayMonth = new DateOnly(2026, 6, 1) }.MonthOn(today));
        Assert.Equal(new DateOnly(2026, 3, 1), new FeeList { PayMonth = new DateOnly(2026, 6, 1), PaidOn = new DateOnly(2026, 3, 31) }.MonthOn(today));
    }

    [Theory]
    [InlineData(nameof(LineKind.Lecture), "19(4)", "专家授课劳务费", true)]
    [InlineData(nameof(LineKind.Lecture), "19(4)", "专家差旅费", false)]
    [InlineData(nameof(LineKind.Lecture), "19(1)", "设施设备购置", false)]
    [InlineData(nameof(LineKind.Lecture), "21", "现场教学", true)]
    [InlineData(nameof(LineKind.Lecture), "21", "学员食宿", false)]
    [InlineData(nameof(LineKind.Consultation), "19(2)", "专家咨询费", true)]
    [InlineData(nameof(LineKind.Consultation), "19(4)", "专家授课劳务费", false)]
    [InlineData(nameof(LineKind.Labour), "19(2)", "课件制作", true)]
    [InlineData(nameof(LineKind.Labour), "19(1)", "设施设备购置", false)]
    public void Only_a_budget_line_whose_use_permits_the_fee_bears_it(string kind, string use, string item, bool may) =>
        Assert.Equal(may, !FeeUseRule.Check(Kinds, Enum.Parse<LineKind>(kind), new FundLine { UseCode = use, Item = item }).Any());

    [Fact]
    public void Consultation_keeps_to_its_standard_and_what_has_none_or_whose_title_is_unknown_somebody_looks_at()
    {
        string Says(LineKind kind, FeeLine line) => string.Join(" ", OtherFeeRule.Check(kind, [line]).Select(f => $"{f.Severity} {f.Rule}"));
        var line = Line(2, 1440) with { Cap = 1440_00, Basis = "每天 2,400 元，半天按 60%，最多 1,440 元" };
        Assert.Equal("", Says(LineKind.Consultation, line));
        Assert.Equal($"Block {OtherFeeRule.Over}", Says(LineKind.Consultation, line with { Net = new Money(1440_01) }));
        Assert.Equal($"Review {OtherFeeRule.NoStandard}", Says(LineKind.Consultation, line with { Cap = null }));
        Assert.Equal($"Review {OtherFeeRule.Title}", Says(LineKind.Consultation, line with { InstructorId = null, PayeeId = 3 }));
        Assert.Equal($"Review {OtherFeeRule.OwnStaff}", Says(LineKind.Consultation, line with { IsInHouse = true }));
        Assert.Equal($"Block {FeeListRule.Expert}", Says(LineKind.Consultation, line with { IsExpert = true }));
        Assert.Equal($"Review {OtherFeeRule.NoStandard}", Says(LineKind.Labour, line));
        Assert.Equal(OtherFeeRule.Empty, Assert.Single(OtherFeeRule.Check(LineKind.Labour, [])).Rule);
    }

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
        Assert.Equal(CardRule.NoCard, Assert.Single(CardRule.Check([Line(2, 2000), Line(3, 2000)], new HashSet<FeeOwner>())).Rule);
        Assert.Empty(CardRule.Check([Line(2, 2000)], new HashSet<FeeOwner> { new(1, null) }));
        Assert.Empty(CardRule.Check([Line(2, 2000, inHouse: true), Line(3, 0, who: 2)], new HashSet<FeeOwner>()));
    }
}
