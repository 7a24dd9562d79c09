using CEBase.Income.Bills;
using CEBase.Income.OnlinePayments;
using CEBase.Income.Receipts;
using CEBase.Projects;

namespace CEBase.Tests.Income;

public sealed class ChargeRuleTests
{
    private static readonly DateOnly Day = new(2026, 3, 16);

    private static PriceCard Price(decimal yuan, DateOnly? from = null, DateOnly? until = null) =>
        new() { Id = 1, Name = "短期培训", FilingNo = "价备〔2020〕1号", Amount = Money.FromYuan(yuan), From = from ?? new DateOnly(2020, 1, 1), Until = until };

    private static string[] Rules(FundingMode funding, decimal fee, PriceCard? price, bool isApproved = true) => [.. ChargeRule.Check(funding, Money.FromYuan(fee), isApproved, price, Day).Select(f => f.Rule)];

    [Fact]
    public void A_fee_at_the_recorded_price_is_charged_and_one_fen_more_is_not()
    {
        Assert.Empty(Rules(FundingMode.Open, 800, Price(800)));
        Assert.Empty(Rules(FundingMode.Open, 799.99m, Price(800)));
        Assert.Equal([ChargeRule.Above], Rules(FundingMode.Open, 800.01m, Price(800)));
    }

    [Fact]
    public void A_price_holds_on_its_first_and_last_day_and_on_neither_side_of_them()
    {
        Assert.Empty(Rules(FundingMode.Open, 800, Price(800, Day, Day)));
        Assert.Equal([ChargeRule.NotYet], Rules(FundingMode.Open, 800, Price(800, Day.AddDays(1))));
        Assert.Equal([ChargeRule.Ended], Rules(FundingMode.Open, 800, Price(800, null, Day.AddDays(-1))));
    }

    [Fact]
    public void Without_a_price_record_nothing_is_charged() => Assert.Equal([ChargeRule.NoPrice], Rules(FundingMode.Open, 800, null));

    [Fact]
    public void Budget_money_and_a_fee_never_go_together_whatever_the_price_says()
    {
        var findings = ChargeRule.Check(FundingMode.Fiscal, Money.FromYuan(1), true, Price(800), Day).ToList();
        Assert.Equal(ChargeRule.Fiscal, Assert.Single(findings).Rule);
        Assert.Equal([Citation.Parse("MOF540:19")], findings[0].Articles);
        Assert.Equal([ChargeRule.Nothing], Rules(FundingMode.Fiscal, 0, Price(800)));
    }

    [Fact]
    public void Before_approval_of_the_project_nothing_is_charged() => Assert.Equal([ChargeRule.NotApproved], Rules(FundingMode.Open, 800, Price(800), isApproved: false));

    [Theory]
    [InlineData(0, 100_000, null)]
    [InlineData(60_000, 40_000, null)]
    [InlineData(60_000, 40_000.01, InstalmentRule.OverPrice)]
    [InlineData(0, 0, InstalmentRule.OverPrice)]
    [InlineData(100_000, 1, InstalmentRule.Nothing)]
    public void Instalments_never_add_up_to_more_than_the_contract(decimal billed, decimal amount, string? rule)
    {
        var contract = new ContractTerms { Number = "H1", Price = Money.FromYuan(100_000), SignedOn = Day };
        Assert.Equal(rule, InstalmentRule.Check(contract, Money.FromYuan(billed), Money.FromYuan(amount)).SingleOrDefault()?.Rule);
    }

    [Fact]
    public void An_unsigned_contract_is_no_ground_and_a_contract_reduced_below_what_was_billed_is_told()
    {
        Assert.Equal([InstalmentRule.NoContract], InstalmentRule.Check(null, Money.Zero, null).Select(f => f.Rule));
        Assert.Equal([InstalmentRule.Unsigned], InstalmentRule.Check(new ContractTerms { Price = Money.FromYuan(100) }, Money.Zero, null).Select(f => f.Rule));
        Assert.Equal([InstalmentRule.BilledTooMuch, InstalmentRule.Nothing], InstalmentRule.Check(new ContractTerms { Price = Money.FromYuan(100), SignedOn = Day }, Money.FromYuan(120), null).Select(f => f.Rule));
    }

    [Theory]
    [InlineData(800, null, false)]
    [InlineData(800, "open", false)]
    [InlineData(800, "settled", true)]
    [InlineData(0, null, true)]
    public void A_learner_has_paid_in_full_only_with_a_settled_bill(decimal fee, string? state, bool isPaid) => Assert.Equal(isPaid, FullyPaidRule.LearnerIsPaid(Money.FromYuan(fee), state));

    [Fact]
    public void A_client_has_paid_in_full_with_the_last_fen()
    {
        Assert.True(FullyPaidRule.ClientIsPaid(new Money(100), new Money(100)));
        Assert.False(FullyPaidRule.ClientIsPaid(new Money(100), new Money(99)));
        Assert.Equal([Citation.Parse("BJTU:28")], FullyPaidRule.Of("某学员").Articles);
    }

    [Fact]
    public void There_are_two_ways_of_paying_and_neither_is_cash_or_a_person() =>
        Assert.Equal(["Transfer", "UnifiedPage"], Enum.GetNames<PaymentMeans>());

    [Theory]
    [InlineData(0, "due")]
    [InlineData(-5, "due")]
    [InlineData(1, "30")]
    [InlineData(30, "30")]
    [InlineData(31, "60")]
    [InlineData(60, "60")]
    [InlineData(61, "90")]
    [InlineData(90, "90")]
    [InlineData(91, "91")]
    [InlineData(400, "91")]
    public void What_is_owed_falls_into_one_band_by_its_days(int late, string band) => Assert.Equal(band, AgeBand.Of(Day.AddDays(-late), Day).Code);

    [Theory]
    [InlineData(0, "零元整")]
    [InlineData(1, "壹分")]
    [InlineData(10, "壹角整")]
    [InlineData(105, "壹元零伍分")]
    [InlineData(80000, "捌佰元整")]
    [InlineData(1000500, "壹万零伍元整")]
    [InlineData(10050000, "壹拾万零伍佰元整")]
    [InlineData(100050000, "壹佰万零伍佰元整")]
    [InlineData(10000000500, "壹亿零伍元整")]
    [InlineData(123456789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分")]
    [InlineData(2000000000000, "贰佰亿元整")]
    public void An_amount_is_written_out_as_on_a_cheque(long fen, string text) => Assert.Equal(text, ChineseAmount.Of(new Money(fen)));
}
