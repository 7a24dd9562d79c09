using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;
using CEBase.Funds.Standards;
using CEBase.Projects;

namespace CEBase.Tests.Funds;

/// <summary>Every rule of claims, budgets and moves by name.</summary>
public sealed class ClaimRuleTests
{
    private static readonly Fund Grant = new() { Id = 1, Kind = FundKind.Grant, Total = Money.FromYuan(1000), OnlyPermittedUses = true, NeedsTask = true, ForbiddenUses = Severity.Block, PlanVersion = 3 };
    private static readonly FundLine Budget = new() { Id = 1, FundId = 1, Year = 2026, UseCode = "19(4)", Item = "专家差旅费", Planned = Money.FromYuan(500), Remaining = Money.FromYuan(200), Committed = Money.FromYuan(300), IsStrict = true };
    private static readonly ClaimLine Line = new()
    {
        Id = 1, Kind = LineKind.Travel, Description = "机票", Payee = "李振华", Quantity = 200, UnitPrice = Money.FromYuan(350), Amount = Money.FromYuan(700),
        FromDay = new DateOnly(2026, 3, 1), UntilDay = new DateOnly(2026, 3, 2), Task = "高级研修班", InvoiceNo = "26617000000000000001", InvoiceTitle = "西北工业大学", InvoiceCode = "A1",
    };

    private static LineFacts Facts(ClaimLine? line = null, FundLine? budget = null, Fund? fund = null, string paper = "") => new(line ?? Line, fund ?? Grant, budget ?? Budget, null, paper);

    private static void Speaks(IEnumerable<Finding> findings, string rule, Severity severity, string? article = null)
    {
        var finding = Assert.Single(findings, f => f.Rule == rule);
        Assert.Equal(severity, finding.Severity);
        if (article is not null)
        {
            Assert.Contains(Citation.Parse(article), finding.Articles);
        }
    }

    [Theory]
    [InlineData(200, 35000, 70000, true)]
    [InlineData(200, 35000, 70001, false)]
    [InlineData(150, 333, 500, true)]
    [InlineData(33, 10, 3, true)]
    [InlineData(33, 10, 4, false)]
    public void Quantity_times_unit_price_is_the_amount_to_the_fen(long quantity, long price, long amount, bool fits)
    {
        var findings = ArithmeticRule.Check(Line with { Quantity = quantity, UnitPrice = new Money(price), Amount = new Money(amount) }).ToList();
        Assert.Equal(fits, findings.Count == 0);
        if (!fits)
        {
            Speaks(findings, ArithmeticRule.Id, Severity.Block);
            Assert.Contains("×", findings[0].Sentence);
        }
    }

    [Fact]
    public void A_line_of_the_grant_without_class_or_task_is_stopped_by_Article_20_3()
    {
        Speaks(ServedRule.Check(Facts(Line with { Task = "  " })), ServedRule.NotServed, Severity.Block, "NPU:20(3)");
        Assert.Empty(ServedRule.Check(Facts(Line with { Task = "", ClassId = 9 })));
        Assert.Empty(ServedRule.Check(Facts(Line with { Task = "" }, fund: Grant with { Kind = FundKind.Income, NeedsTask = false })));
    }

    [Theory]
    [InlineData("无")]
    [InlineData("/")]
    [InlineData("-")]
    [InlineData("1")]
    [InlineData("2026")]
    [InlineData("培训")]
    [InlineData("……")]
    [InlineData("机 票")]
    public void A_task_that_says_nothing_serves_nothing(string task) => Speaks(ServedRule.Check(Facts(Line with { Task = task })), ServedRule.NotServed, Severity.Block, "NPU:20(3)");

    [Fact]
    public void A_task_on_record_passes_and_free_words_are_looked_at()
    {
        Speaks(ServedRule.Check(Facts(Line with { Task = "高级研修班" })), ServedRule.TaskUnknown, Severity.Review, "NPU:20(3)");
        Assert.Empty(ServedRule.Check(Facts(Line with { Task = "P2026-012 高级研修班" }) with { IsTaskRegistered = true }));
        // What a superior ordered is on record by its document.
        Assert.Empty(ServedRule.Check(Facts(Line with { Task = "制造业人才课题" }, Budget with { UseCode = "19(3)" }, paper: "陕人社函〔2026〕8号")));
        Speaks(ServedRule.Check(Facts(Line with { Task = "制造业人才课题" }, Budget with { UseCode = "19(3)" })), ServedRule.TaskUnknown, Severity.Review);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void What_has_not_happened_is_not_claimed_unless_a_contract_pays_ahead(int ahead, bool stopped)
    {
        var today = new DateOnly(2026, 3, 16);
        var line = Line with { Kind = LineKind.Service, FromDay = today, UntilDay = today.AddDays(ahead) };
        Assert.Equal(stopped, FutureDayRule.Check(line, today, ofContract: false).Any(f => f.Severity == Severity.Block));
        Assert.Empty(FutureDayRule.Check(line, today, ofContract: true));
        Assert.Equal(stopped, FutureDayRule.Check(line with { Kind = LineKind.Lecture }, today, ofContract: true).Any());
    }

    [Fact]
    public void Income_of_one_class_pays_for_no_other()
    {
        Speaks(ServedRule.Check(Facts(Line with { ClassId = 8 }, Budget with { ClassId = 9, ClassNo = "2026-009" })), ServedRule.OtherClass, Severity.Block, "NPU:21");
        Assert.Empty(ServedRule.Check(Facts(Line with { ClassId = 9 }, Budget with { ClassId = 9 })));
    }

    [Fact]
    public void What_a_superior_approved_or_ordered_needs_its_document()
    {
        Speaks(ApprovalPaperRule.Check(Facts(budget: Budget with { UseCode = "19(6)" })), ApprovalPaperRule.ApprovalMissing, Severity.Block, "NPU:19(6)");
        Speaks(ApprovalPaperRule.Check(Facts(budget: Budget with { UseCode = "19(3)" })), ApprovalPaperRule.TaskPaperMissing, Severity.Block, "NPU:19(3)");
        Assert.Empty(ApprovalPaperRule.Check(Facts(budget: Budget with { UseCode = "19(6)" }, paper: "陕人社函〔2026〕8号")));
        Assert.Empty(ApprovalPaperRule.Check(Facts()));
    }

    [Fact]
    public void A_fiscal_class_that_charges_its_learners_is_not_paid_for()
    {
        Speaks(FiscalChargeRule.Check(new ClassCard { Funding = FundingMode.Fiscal, Fee = Money.FromYuan(10) }), "funding.fiscal-with-fee", Severity.Block, "MOF540:19");
        Assert.Empty(FiscalChargeRule.Check(new ClassCard { Funding = FundingMode.Fiscal }));
        Assert.Empty(FiscalChargeRule.Check(new ClassCard { Funding = FundingMode.Open, Fee = Money.FromYuan(10) }));
    }

    [Fact]
    public void An_invoice_is_the_bases_own_and_is_claimed_once()
    {
        var own = new InvoiceHeader("西北工业大学", "A1");
        Assert.Empty(InvoiceRule.Check(Line, own, new InvoiceFacts()));
        Assert.Empty(InvoiceRule.Check(Line with { InvoiceTitle = " 西北 工业大学", InvoiceCode = "ａ1" }, own, new InvoiceFacts()));
        Speaks(InvoiceRule.Check(Line, own, new InvoiceFacts { Elsewhere = ["BX2026-0003"] }), InvoiceRule.Twice, Severity.Block);
        Speaks(InvoiceRule.Check(Line with { InvoiceTitle = "个人" }, own, new InvoiceFacts()), InvoiceRule.WrongTitle, Severity.Block);
        Speaks(InvoiceRule.Check(Line with { InvoiceTitle = "" }, own, new InvoiceFacts()), InvoiceRule.WrongTitle, Severity.Block);
        Speaks(InvoiceRule.Check(Line with { InvoiceCode = "B2" }, own, new InvoiceFacts()), InvoiceRule.WrongCode, Severity.Block);
        Speaks(InvoiceRule.Check(Line, own with { Code = null }, new InvoiceFacts()), InvoiceRule.CodeUnknown, Severity.Note);
        Speaks(InvoiceRule.Check(Line with { InvoiceNo = "" }, own, new InvoiceFacts()), InvoiceRule.Missing, Severity.Review);
        Assert.Empty(InvoiceRule.Check(Line with { InvoiceNo = "", Kind = LineKind.Lecture }, own, new InvoiceFacts()));
        Assert.Equal(TextFold.Key("２６６ 17-0"), TextFold.Key("266170"));
    }

    [Theory]
    [InlineData("26617000000000000001", "")]
    [InlineData("№ 2661 7000 0000 0000 0001", "")]
    [InlineData("发票号码：２６６１７０００００００００００００01", "")]
    [InlineData("No.26617000000000000001", "061001900104")]
    public void However_it_is_written_an_invoice_is_the_same_invoice(string number, string series) =>
        Assert.Equal("26617000000000000001", InvoiceNumber.Key(InvoiceNumber.Digits(number), InvoiceNumber.Digits(series)));

    [Fact]
    public void An_old_number_is_unique_only_with_the_code_of_its_series()
    {
        Assert.NotEqual(InvoiceNumber.Key("12345678", "061001900104"), InvoiceNumber.Key("12345678", "061001900105"));
        var own = new InvoiceHeader("西北工业大学", "A1");
        var old = Line with { InvoiceNo = "12345678", InvoiceSeries = "061001900104" };
        Assert.Empty(InvoiceRule.Check(old, own, new InvoiceFacts()));
        Assert.Empty(InvoiceRule.Check(old with { InvoiceSeries = "0610019001" }, own, new InvoiceFacts()));
        Speaks(InvoiceRule.Check(old with { InvoiceSeries = "" }, own, new InvoiceFacts()), InvoiceRule.SeriesMissing, Severity.Review);
        Speaks(InvoiceRule.Check(old with { InvoiceSeries = "06100190010" }, own, new InvoiceFacts()), InvoiceRule.Form, Severity.Review);
        Speaks(InvoiceRule.Check(Line with { InvoiceNo = "123456789" }, own, new InvoiceFacts()), InvoiceRule.Form, Severity.Review);
        // The same number elsewhere, where one of the two doesn't tell its series: who can still tell it must.
        var perhaps = new InvoiceFacts { PerhapsElsewhere = ["BX2026-0003"] };
        Speaks(InvoiceRule.Check(old with { InvoiceSeries = "" }, own, perhaps), InvoiceRule.Unclear, Severity.Block);
        Speaks(InvoiceRule.Check(old, own, perhaps), InvoiceRule.Unclear, Severity.Review);
    }

    [Theory]
    [InlineData(999, false)]
    [InlineData(1000, false)]
    [InlineData(1000.01, true)]
    public void Lines_that_share_an_invoice_claim_no_more_than_it_comes_to(decimal claimed, bool isTooMuch)
    {
        var own = new InvoiceHeader("西北工业大学", "A1");
        var facts = new InvoiceFacts { Lines = 2, Claimed = Money.FromYuan(claimed), Totals = [Money.FromYuan(1000)] };
        Assert.Equal(isTooMuch ? [InvoiceRule.OverTotal] : Array.Empty<string>(), InvoiceRule.Check(Line, own, facts).Select(f => f.Rule));
        Speaks(InvoiceRule.Check(Line, own, facts with { Totals = [] }), InvoiceRule.TotalMissing, Severity.Review);
        Speaks(InvoiceRule.Check(Line, own, facts with { Totals = [Money.FromYuan(1000), Money.FromYuan(1001)] }), InvoiceRule.TotalsDiffer, Severity.Block);
        Assert.Empty(InvoiceRule.Check(Line, own, facts with { Lines = 1, Totals = [] }));
    }

    [Fact]
    public void Payment_is_made_after_approval_not_in_the_future_and_not_in_a_closed_month()
    {
        var day = new DateOnly(2026, 11, 20);
        var facts = new PaymentFacts("记-12", day, day) { ApprovedOn = day };
        Assert.Empty(PaymentRule.Check(facts));
        Assert.Empty(PaymentRule.Check(facts with { ApprovedOn = null }));
        Speaks(PaymentRule.Check(facts with { Voucher = "" }), PaymentRule.Missing, Severity.Block);
        Speaks(PaymentRule.Check(facts with { PaidOn = null }), PaymentRule.Missing, Severity.Block);
        Speaks(PaymentRule.Check(facts with { Today = day.AddDays(-1) }), PaymentRule.Future, Severity.Block);
        Speaks(PaymentRule.Check(facts with { ApprovedOn = day.AddDays(1), Today = day.AddDays(2) }), PaymentRule.BeforeApproval, Severity.Block);
        Speaks(PaymentRule.Check(facts with { IsMonthClosed = true }), PaymentRule.MonthClosed, Severity.Block);
        Speaks(PaymentRule.Check(facts with { Others = ["BX2026-0003"] }), PaymentRule.VoucherTwice, Severity.Review);
    }

    [Fact]
    public void A_lecture_and_a_consultation_in_the_same_half_day_are_looked_at()
    {
        var lecture = Line with { Kind = LineKind.Lecture, UntilDay = Line.FromDay, HalfDay = HalfDay.Morning };
        DrawnFee Consultation(HalfDay half, int days = 0, string payee = "李 振华", LineKind kind = LineKind.Consultation) =>
            new(2, "BX2026-0002", payee, kind, lecture.FromDay.AddDays(days), lecture.FromDay.AddDays(days), half);
        Speaks(ExpertFeeRule.Check(lecture, [Consultation(HalfDay.Morning)]), ExpertFeeRule.SameHalfDay, Severity.Review);
        Speaks(ExpertFeeRule.Check(lecture, [Consultation(HalfDay.Whole)]), ExpertFeeRule.SameHalfDay, Severity.Review);
        Assert.Empty(ExpertFeeRule.Check(lecture, [Consultation(HalfDay.Afternoon)]));
        Assert.Empty(ExpertFeeRule.Check(lecture, [Consultation(HalfDay.Morning, 1)]));
        Assert.Empty(ExpertFeeRule.Check(lecture, [Consultation(HalfDay.Morning, payee: "李振")]));
        Assert.Empty(ExpertFeeRule.Check(lecture, [Consultation(HalfDay.Morning, kind: LineKind.Lecture)]));
    }

    [Fact]
    public void Fees_to_the_bases_own_staff_are_looked_at_but_lectures_are_not()
    {
        var staff = new HashSet<string> { "周敏" };
        Speaks(OwnStaffRule.Check(Line with { Kind = LineKind.Labour, Payee = "周 敏" }, staff), OwnStaffRule.Id, Severity.Review);
        Speaks(OwnStaffRule.Check(Line with { Kind = LineKind.Consultation, IsOwnStaff = true }, staff), OwnStaffRule.Id, Severity.Review);
        Assert.Empty(OwnStaffRule.Check(Line with { Kind = LineKind.Labour }, staff));
        Assert.Empty(OwnStaffRule.Check(Line with { Kind = LineKind.Lecture, Payee = "周敏" }, staff));
    }

    [Fact]
    public void Forbidden_uses_stop_in_the_grant_and_are_looked_at_elsewhere()
    {
        var spoken = new[] { Finding.Block("funds.welfare", "福利", "NPU:20(1)"), Finding.Review("funds.unknown", "看不出", "NPU:20(3)") };
        Assert.Equal([Severity.Block, Severity.Review], ForbiddenUseRule.Weigh(spoken, Severity.Block).Select(f => f.Severity));
        Assert.Equal([Severity.Review, Severity.Review], ForbiddenUseRule.Weigh(spoken, Severity.Review).Select(f => f.Severity));
    }

    [Theory]
    [InlineData(200, true, Severity.Review, null)]
    [InlineData(201, true, Severity.Review, Severity.Block)]
    [InlineData(201, false, Severity.Review, Severity.Review)]
    [InlineData(201, false, Severity.Block, Severity.Block)]
    public void Overspending_stops_in_the_grant_whatever_the_policy_says(int wanted, bool strict, Severity policy, Severity? expected) =>
        Assert.Equal(expected, OverspendRule.Check(new Demand("科目", Money.FromYuan(200), Money.FromYuan(wanted), strict), policy).Select(f => (Severity?)f.Severity).SingleOrDefault());

    [Fact]
    public void Who_had_a_hand_in_it_does_not_approve()
    {
        Speaks(SecondPersonRule.Check(5, (4, "填报人"), (5, "提交人")), SecondPersonRule.SamePerson, Severity.Block);
        Assert.Empty(SecondPersonRule.Check(5, (4, "填报人"), (null, "提交人")));
        Assert.Empty(SecondPersonRule.Check(null, (null, "填报人")));
    }

    [Fact]
    public void Another_year_than_the_budgets_is_looked_at()
    {
        Speaks(LineYearRule.Check(Facts(Line with { FromDay = new DateOnly(2025, 12, 31) })), LineYearRule.Id, Severity.Review);
        Assert.Empty(LineYearRule.Check(Facts()));
    }

    [Fact]
    public void A_budget_stays_within_its_total_its_uses_and_what_is_spent()
    {
        var draft = new Budget { FromYear = 2026, UntilYear = 2026, BasePlan = 3 };
        BudgetItem Item(int yuan, string use = "19(4)", string item = "专家差旅费") => new() { Year = 2026, UseCode = use, Item = item, Amount = Money.FromYuan(yuan) };
        IEnumerable<Finding> Judge(int basePlan, params BudgetItem[] items) => BudgetRule.Check(new BudgetFacts(Grant, draft with { BasePlan = basePlan }, items, [Budget]));
        Assert.Empty(Judge(3, Item(1000)));
        Speaks(Judge(3, Item(1001)), BudgetRule.OverTotal, Severity.Block, "NPU:19");
        Speaks(Judge(2, Item(500)), BudgetRule.Stale, Severity.Block);
        Speaks(Judge(3), BudgetRule.Empty, Severity.Block);
        Assert.Empty(Judge(3, Item(300)));
        Speaks(Judge(3, Item(299)), BudgetRule.BelowUsed, Severity.Block);
        Speaks(Judge(3, Item(500), Item(10, "21", "学员食宿")), BudgetRule.UseNotPermitted, Severity.Block);
    }

    [Fact]
    public void A_transfer_stays_in_fund_and_year_and_a_carry_over_goes_to_the_same_line_next_year()
    {
        var other = Budget with { Id = 2, Item = "专家食宿费" };
        var next = Budget with { Id = 3, Year = 2027 };
        Assert.Empty(MoveRule.Check(MoveKind.Transfer, Budget, other, Money.FromYuan(200)));
        Speaks(MoveRule.Check(MoveKind.Transfer, Budget, other, Money.FromYuan(201)), MoveRule.Short, Severity.Block);
        Speaks(MoveRule.Check(MoveKind.Transfer, Budget, other with { FundId = 2 }, Money.FromYuan(1)), MoveRule.OtherFund, Severity.Block);
        Speaks(MoveRule.Check(MoveKind.Transfer, Budget, Budget, Money.FromYuan(1)), MoveRule.SameLine, Severity.Block);
        Speaks(MoveRule.Check(MoveKind.Transfer, Budget, next, Money.FromYuan(1)), MoveRule.Years, Severity.Block);
        Assert.Empty(MoveRule.Check(MoveKind.CarryOver, Budget, next, Money.FromYuan(200)));
        Speaks(MoveRule.Check(MoveKind.CarryOver, Budget, next with { Year = 2028 }, Money.FromYuan(1)), MoveRule.Years, Severity.Block);
        Speaks(MoveRule.Check(MoveKind.CarryOver, Budget, next with { Item = "专家食宿费" }, Money.FromYuan(1)), MoveRule.OtherUse, Severity.Block);
    }

    [Fact]
    public void Amounts_are_read_as_people_type_them()
    {
        Assert.Equal(Money.FromYuan(1200.5m), Field.Money("１，２００.50 元", "Amount", "金额"));
        Assert.Equal("amount_unreadable", Assert.Throws<CEBase.Platform.Refusals.Refusal>(() => Field.Money("七百元", "Amount", "金额")).Code);
        Assert.Equal("amount_decimals", Assert.Throws<CEBase.Platform.Refusals.Refusal>(() => Field.Money("1.005", "Amount", "金额")).Code);
        Assert.Equal("amount_range", Assert.Throws<CEBase.Platform.Refusals.Refusal>(() => Field.Money("-3", "Amount", "金额")).Code);
    }
}
