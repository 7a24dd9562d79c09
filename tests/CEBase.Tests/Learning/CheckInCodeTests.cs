using CEBase.Learning.Attendance;

namespace CEBase.Tests.Learning;

public sealed class CheckInCodeTests
{
    private static readonly byte[] Secret = CheckInCodes.NewSecret();
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-16T09:00:30+08:00");

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)]
    [InlineData(1, 0, false)]
    [InlineData(2, 2, true)]
    [InlineData(-1, 1, false)]
    public void A_code_holds_for_its_minute_and_the_minutes_the_parameter_allows(int minutesAgo, int tolerance, bool holds)
    {
        var minute = CheckInCodes.MinuteOf(Now) - minutesAgo;

        Assert.Equal(holds, CheckInCodes.Matches(Secret, 12, CheckInCodes.Long(Secret, 12, minute), Now, tolerance));
        Assert.Equal(holds, CheckInCodes.Matches(Secret, 12, CheckInCodes.Short(Secret, 12, minute), Now, tolerance));
    }

    [Fact]
    public void A_code_of_another_session_or_secret_does_not_hold()
    {
        var minute = CheckInCodes.MinuteOf(Now);

        Assert.False(CheckInCodes.Matches(Secret, 12, CheckInCodes.Long(Secret, 13, minute), Now, 1));
        Assert.False(CheckInCodes.Matches(Secret, 12, CheckInCodes.Long(CheckInCodes.NewSecret(), 12, minute), Now, 1));
        Assert.False(CheckInCodes.Matches(Secret, 12, "", Now, 1));
    }

    [Fact]
    public void Codes_are_sixteen_letters_and_six_digits()
    {
        Assert.Matches("^[a-z2-9]{16}$", CheckInCodes.Long(Secret, 1, 1));
        Assert.Matches("^[0-9]{6}$", CheckInCodes.Short(Secret, 1, 1));
    }
}
