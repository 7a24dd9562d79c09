using CEBase.Funds.Standards;

namespace CEBase.Tests.Funds.Standards;

/// <summary>From what arrives to what is paid and back, on the table that the recipe brings.</summary>
public sealed class TaxTableTests
{
    private static readonly TaxTables Book = TaxTables.Load(Path.Combine(Repository.Recipes, "funds", "labour-tax.json"));
    private static readonly TaxTable Table = Book.On(new DateOnly(2026, 3, 1))!.Table;

    [Theory]
    [InlineData("800", "800")]
    [InlineData("900", "925")]
    [InlineData("1440", "1600")]
    [InlineData("1500", "1675")]
    [InlineData("2160", "2500")]
    [InlineData("2400", "2800")]
    [InlineData("3600", "4285.71")]
    [InlineData("2000", "2300")]
    [InlineData("4000", "4761.90")]
    [InlineData("6000", "7142.86")]
    public void The_published_cases_come_out_to_the_fen(string net, string gross)
    {
        var fee = Table.GrossUp(Money.FromYuan(decimal.Parse(net)));
        Assert.Equal(Money.FromYuan(decimal.Parse(gross)), fee.Gross);
        Assert.Equal(fee.Gross - fee.Net, fee.Tax);
    }

    [Theory]
    [InlineData(80000, 80000, 0)]
    [InlineData(80001, 80001, 0)]
    [InlineData(80004, 80005, 1)]
    [InlineData(336000, 400000, 64000)]
    [InlineData(336001, 400001, 64000)]
    [InlineData(2100000, 2500000, 400000)]
    [InlineData(2100001, 2500001, 400000)]
    [InlineData(4950000, 6250000, 1300000)]
    [InlineData(4950001, 6250001, 1300000)]
    public void Both_sides_of_each_edge_join(long net, long gross, long tax)
    {
        var fee = Table.GrossUp(new Money(net));
        Assert.Equal((gross, tax), (fee.Gross.Fen, fee.Tax.Fen));
    }

    [Theory]
    [InlineData(80000, 0)]
    [InlineData(400000, 64000)]
    [InlineData(2500000, 400000)]
    [InlineData(6250000, 1300000)]
    [InlineData(10000000, 2500000)]
    public void The_tax_of_a_gross_sum_is_known(long gross, long tax) => Assert.Equal(tax, Table.Tax(new Money(gross)).Fen);

    [Fact]
    public void What_is_paid_less_its_tax_is_what_arrives_within_a_fen_and_more_never_costs_less() => Property.Holds(FsCheck.Fluent.Gen.Choose(1, 10_000_000), net =>
    {
        var fee = Table.GrossUp(new Money(net));
        var back = fee.Gross - Table.Tax(fee.Gross);
        return Math.Abs(back.Fen - net) <= 1 && Table.GrossUp(new Money(net + 1)).Gross >= fee.Gross && fee.Tax >= Money.Zero;
    }, 2000);

    [Fact]
    public void Before_the_first_table_there_is_none()
    {
        Assert.Null(Book.On(new DateOnly(2018, 12, 31)));
        Assert.NotNull(Book.On(new DateOnly(2019, 1, 1)));
    }
}
