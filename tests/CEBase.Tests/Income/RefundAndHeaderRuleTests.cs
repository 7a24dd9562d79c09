using CEBase.Income.Arrivals;
using CEBase.Income.Bills;
using CEBase.Income.Invoices;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;
using FsCheck.Fluent;

namespace CEBase.Tests.Income;

public sealed class RefundAndHeaderRuleTests
{
    private static readonly string Code = "91610100MA6TYE00" + "1" + CreditCode.CheckCharacter("91610100MA6TYE001");

    private static RefundFacts Facts(RefundGround ground) => new() { Ground = ground, Fee = Money.FromYuan(800), Kept = Money.FromYuan(800), Total = StudyHours.FromHours(40) };

    [Fact]
    public void A_cancelled_class_gives_everything_back() => Assert.Equal(Money.FromYuan(800), RefundRule.Of(Facts(RefundGround.ClassCancelled) with { BeforeShare = 10, Taught = StudyHours.FromHours(40) }).Amount);

    [Theory]
    [InlineData(100, 800)]
    [InlineData(80, 640)]
    [InlineData(0, 0)]
    public void Before_the_start_the_parameters_share_is_given_back(int share, decimal yuan) =>
        Assert.Equal(Money.FromYuan(yuan), RefundRule.Of(Facts(RefundGround.BeforeStart) with { BeforeShare = share }).Amount);

    [Theory]
    [InlineData(0, 800)]
    [InlineData(8, 640)]
    [InlineData(20, 400)]
    [InlineData(20.1, 0)]
    [InlineData(40, 0)]
    public void After_the_start_the_hours_not_taught_are_given_back_until_half_are(decimal taught, decimal yuan) =>
        Assert.Equal(Money.FromYuan(yuan), RefundRule.Of(Facts(RefundGround.AfterStart) with { Taught = StudyHours.FromHours(taught) }).Amount);

    [Theory]
    [InlineData(720, 16, 432, 0)]
    [InlineData(360, 16, 72, 0)]
    [InlineData(288, 16, 0, 0)]
    [InlineData(287.99, 16, 0, 0.01)]
    [InlineData(288.01, 16, 0.01, 0)]
    [InlineData(0, 16, 0, 288)]
    [InlineData(0, 0, 0, 0)]
    [InlineData(360, 0, 360, 0)]
    [InlineData(360, 20, 0, 0)]
    [InlineData(360, 20.1, 0, 360)]
    public void What_is_owed_is_the_fee_for_what_was_taught_and_refund_or_debt_is_the_difference_to_what_was_paid(decimal paid, decimal taught, decimal back, decimal debt)
    {
        var sum = RefundRule.Of(new RefundFacts { Ground = RefundGround.AfterStart, Fee = Money.FromYuan(720), Kept = Money.FromYuan(paid), Total = StudyHours.FromHours(40), Taught = StudyHours.FromHours(taught) });
        Assert.Equal(Money.FromYuan(back), sum.Amount);
        Assert.Equal(Money.FromYuan(debt), sum.Owed > Money.FromYuan(paid) ? sum.Owed.Value - Money.FromYuan(paid) : Money.Zero);
    }

    [Theory]
    [InlineData(100, 360, 360, 0)]
    [InlineData(80, 360, 216, 0)]
    [InlineData(80, 100, 0, 44)]
    [InlineData(100, 0, 0, 0)]
    public void Before_the_start_the_share_is_one_of_the_fee_and_not_of_what_was_paid(int share, decimal paid, decimal back, decimal debt)
    {
        var sum = RefundRule.Of(new RefundFacts { Ground = RefundGround.BeforeStart, Fee = Money.FromYuan(720), Kept = Money.FromYuan(paid), BeforeShare = share });
        Assert.Equal((Money.FromYuan(back), Money.FromYuan(debt)), (sum.Amount, sum.Owed > Money.FromYuan(paid) ? sum.Owed.Value - Money.FromYuan(paid) : Money.Zero));
    }

    [Fact]
    public void A_class_without_a_timetable_gives_nothing_and_says_why()
    {
        var sum = RefundRule.Of(Facts(RefundGround.AfterStart) with { Total = StudyHours.Zero });
        Assert.Equal(Money.Zero, sum.Amount);
        Assert.Contains("课程表", sum.Basis);
    }

    [Fact]
    public void A_reduced_contract_gives_back_the_difference_but_no_more_than_the_bill_holds()
    {
        Assert.Equal(Money.FromYuan(300), RefundRule.Of(Facts(RefundGround.ContractReduced) with { AboveContract = Money.FromYuan(300) }).Amount);
        Assert.Equal(Money.FromYuan(800), RefundRule.Of(Facts(RefundGround.ContractReduced) with { AboveContract = Money.FromYuan(900) }).Amount);
    }

    [Fact]
    public void No_facts_whatever_give_back_more_than_was_kept()
    {
        var facts = from ground in Gen.Elements(Enum.GetValues<RefundGround>())
                    from fee in Gen.Choose(1, 1_000_000)
                    from kept in Gen.Choose(0, fee)
                    from share in Gen.Choose(0, 100)
                    from untaught in Gen.Choose(0, 100)
                    from cutoff in Gen.Choose(0, 100)
                    from total in Gen.Choose(0, 400)
                    from taught in Gen.Choose(0, 500)
                    from above in Gen.Choose(0, 2_000_000)
                    select new RefundFacts
                    {
                        Ground = ground, Fee = new Money(fee), Kept = new Money(kept), BeforeShare = share, UntaughtShare = untaught, Cutoff = cutoff, Total = new StudyHours(total), Taught = new StudyHours(taught), AboveContract = new Money(above),
                    };
        Property.Holds(facts, f => RefundRule.Of(f) is var sum && sum.Amount >= Money.Zero && sum.Amount <= f.Kept
            && (sum.Owed is not { } owed || (owed >= Money.Zero && owed <= f.Fee && (f.Kept <= owed ? sum.Amount == Money.Zero : sum.Amount == f.Kept - owed))), tries: 1000);
    }

    [Fact]
    public void Who_still_sits_in_the_class_gets_nothing_back_and_where_nothing_is_kept_nothing_can_be()
    {
        var sum = new RefundSum(Money.FromYuan(800), "");
        Assert.Empty(RefundRule.Check(true, Money.FromYuan(800), sum));
        Assert.Equal([RefundRule.StillSeated], RefundRule.Check(false, Money.FromYuan(800), sum).Select(f => f.Rule));
        Assert.Equal([RefundRule.NothingKept], RefundRule.Check(true, Money.Zero, sum).Select(f => f.Rule));
        Assert.Equal([RefundRule.NothingDue], RefundRule.Check(true, Money.FromYuan(800), new RefundSum(Money.Zero, "按规则不退费。")).Select(f => f.Rule));
        Assert.Equal([RefundRule.Exceeds], RefundRule.Check(true, Money.FromYuan(799), sum).Select(f => f.Rule));
    }

    [Fact]
    public void A_refund_waits_for_the_red_invoice_and_for_the_finance_offices_number()
    {
        var refund = new Refund { PaidNo = "TK1", PaidOn = new DateOnly(2026, 3, 16) };
        Assert.Empty(PayRefundRule.Check(refund, null));
        Assert.Equal([RefundRule.InvoiceFirst], PayRefundRule.Check(refund, new Invoice { Number = "KP1", InvoiceNo = "1" }).Select(f => f.Rule));
        Assert.Equal([RefundRule.VoucherMissing], PayRefundRule.Check(new Refund { PaidOn = new DateOnly(2026, 3, 16) }, null).Select(f => f.Rule));
    }

    [Theory]
    [InlineData(nameof(HeaderKind.Organisation), "西安示例研究所", true, null)]
    [InlineData(nameof(HeaderKind.Organisation), "个人", true, HeaderRule.TitlePersonal)]
    [InlineData(nameof(HeaderKind.Organisation), "个 人", true, HeaderRule.TitlePersonal)]
    [InlineData(nameof(HeaderKind.Organisation), "西安示例（集团）公司", true, null)]
    [InlineData(nameof(HeaderKind.Organisation), "", true, HeaderRule.TitleMissing)]
    [InlineData(nameof(HeaderKind.Organisation), "西安示例研究所", false, HeaderRule.CodeWrong)]
    [InlineData(nameof(HeaderKind.Person), "某学员", false, null)]
    [InlineData(nameof(HeaderKind.Person), "个人", false, HeaderRule.TitlePersonal)]
    public void A_header_must_be_one_by_which_the_payer_is_reimbursed(string kind, string title, bool withCode, string? rule) =>
        Assert.Equal(rule, HeaderRule.Check(new HeaderDetails(Enum.Parse<HeaderKind>(kind), title, withCode ? Code : "", "").Folded()).Select(x => x.Finding).SingleOrDefault(f => f.Severity == Severity.Block)?.Rule);

    [Fact]
    public void A_code_with_a_wrong_check_character_is_only_pointed_out_and_a_wrong_address_stops()
    {
        var doubtful = Code[..17] + (Code[17] == '0' ? '1' : '0');
        var finding = Assert.Single(HeaderRule.Check(new HeaderDetails(HeaderKind.Organisation, "西安示例研究所", doubtful, "").Folded())).Finding;
        Assert.Equal((HeaderRule.CodeDoubtful, Severity.Note), (finding.Rule, finding.Severity));
        Assert.Equal(HeaderRule.EmailWrong, Assert.Single(HeaderRule.Check(new HeaderDetails(HeaderKind.Person, "某学员", "", "不是邮箱").Folded())).Finding.Rule);
    }

    [Fact]
    public void A_code_is_folded_so_that_full_width_and_spaces_do_no_harm() =>
        Assert.Equal(Code, new HeaderDetails(HeaderKind.Organisation, "某", " " + Code.ToLowerInvariant() + " ", "").Folded().CreditCode);

    private static Receivable Bill(string number, string payer, decimal owed) => new() { Number = number, PayerName = payer, State = ReceivableWorkflow.Open, Amount = Money.FromYuan(owed) };

    private static Arrival Line(decimal yuan, string payer, string remark) => new() { Amount = Money.FromYuan(yuan), PayerName = payer, Remark = remark };

    [Fact]
    public void The_number_in_the_remark_finds_the_bill_and_a_longer_number_does_not()
    {
        Receivable[] bills = [Bill("YS2026-0001", "学员甲", 800), Bill("YS2026-00012", "学员乙", 800)];
        var found = Assert.Single(ArrivalMatch.Propose(Line(800, "他人", "培训费ys2026-00012号"), bills));
        Assert.Equal(("YS2026-00012", true), (Assert.Single(found.Bills).Number, found.IsSure));
        Assert.True(Assert.Single(ArrivalMatch.Propose(Line(1600, "某公司", "YS2026-0001、YS2026-00012"), bills)).IsSure);
        Assert.False(Assert.Single(ArrivalMatch.Propose(Line(1500, "某公司", "YS2026-0001、YS2026-00012"), bills)).IsSure);
        Assert.False(Assert.Single(ArrivalMatch.Propose(Line(400, "某公司", "YS2026-0001"), bills)).IsSure);
    }

    [Fact]
    public void Payer_and_amount_are_only_a_proposal_and_settled_bills_are_none()
    {
        Receivable[] bills = [Bill("YS2026-0001", "学员甲", 800), Bill("YS2026-0002", "学员甲", 900), Bill("YS2026-0003", "学员乙", 800) with { State = ReceivableWorkflow.Settled }];
        var proposals = ArrivalMatch.Propose(Line(800, "学员甲", "培训费"), bills);
        Assert.Equal(["YS2026-0001", "YS2026-0002"], proposals.Select(p => p.Bills[0].Number));
        Assert.DoesNotContain(proposals, p => p.IsSure);
        Assert.Equal("YS2026-0001", Assert.Single(ArrivalMatch.Propose(Line(800, "某公司", "代学员甲付"), bills)).Bills[0].Number);
        Assert.Empty(ArrivalMatch.Propose(Line(123, "某公司", "水费"), bills));
    }

    [Fact]
    public void A_line_is_split_only_when_every_bill_gets_something_and_what_they_do_not_need_is_left()
    {
        Receivable[] bills = [Bill("A", "甲", 800), Bill("B", "乙", 800)];
        Assert.Equal([Money.FromYuan(800), Money.FromYuan(800)], ArrivalMatch.Split(Money.FromYuan(1600), bills)!);
        Assert.Equal([Money.FromYuan(800), Money.FromYuan(100)], ArrivalMatch.Split(Money.FromYuan(900), bills)!);
        Assert.Equal([Money.FromYuan(800), Money.FromYuan(800)], ArrivalMatch.Split(Money.FromYuan(1600.01m), bills)!);
        Assert.Null(ArrivalMatch.Split(Money.FromYuan(800), bills));
    }

    [Theory]
    [InlineData("学员甲", "", true)]
    [InlineData(" 学员甲 ", "培训费", true)]
    [InlineData("西安示例研究所", "代学员甲付", true)]
    [InlineData("西安示例研究所", "ys2026-0001", true)]
    [InlineData("学员乙", "培训费", false)]
    [InlineData("学员乙", "YS2026-00012", false)]
    [InlineData("", "", false)]
    public void Another_payer_asks_for_a_reason_unless_the_remark_names_the_bill_or_its_payer(string payer, string remark, bool fits) =>
        Assert.Equal(fits ? [] : [(Severity.Review, PayerRule.Differs)], PayerRule.Check(payer.Trim(), remark, [Bill("YS2026-0001", "学员甲", 800)]).Select(f => (f.Severity, f.Rule)));

    [Fact]
    public void What_was_refunded_or_invoiced_is_not_reversed()
    {
        Assert.Empty(ReversalRule.Check(new ReversalFacts(false, null, null, null)));
        Assert.Equal([ReversalRule.Again, ReversalRule.Refunded, ReversalRule.RefundOpen, ReversalRule.InvoiceFirst], ReversalRule.Check(new ReversalFacts(true, "TF1", "TF2", "2661")).Select(f => f.Rule));
    }
}
