namespace CEBase.Tests.Platform;

public sealed class ValueTests
{
    [Fact]
    public void Money_with_a_fraction_of_a_fen_is_refused() => Assert.Throws<ArgumentException>(() => Money.FromYuan(1.005m));

    [Fact]
    public void Money_survives_yuan_and_back() =>
        Property.Holds(Property.Of<int>(), fen => Money.FromYuan(new Money(fen).Yuan) == new Money(fen));

    [Theory]
    [InlineData(80, "8")]
    [InlineData(35, "3.5")]
    [InlineData(0, "0")]
    public void Hours_show_a_decimal_only_where_there_is_one(int tenths, string shown) => Assert.Equal(shown, new StudyHours(tenths).ToString());

    [Fact]
    public void The_last_minutes_of_a_year_in_China_belong_to_that_year_although_it_is_still_afternoon_in_UTC()
    {
        var lastMinute = new DateTimeOffset(2026, 12, 31, 15, 59, 0, TimeSpan.Zero);
        Assert.Equal(new DateOnly(2026, 12, 31), lastMinute.ChinaDay());
        Assert.Equal(new DateOnly(2027, 1, 1), lastMinute.AddMinutes(1).ChinaDay());
    }
}
