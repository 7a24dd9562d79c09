using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Personal;

public sealed class IdentityCardTests
{
    private static readonly DateOnly Today = new(2026, 3, 16);

    /// <summary>Right numbers: area, a real day of birth, order, and the check character that belongs to them.</summary>
    private static readonly Gen<string> RightNumbers =
        from area in Gen.Choose(110000, 659999)
        from days in Gen.Choose(0, Today.DayNumber - new DateOnly(1930, 1, 1).DayNumber)
        from order in Gen.Choose(0, 999)
        let digits = $"{area}{new DateOnly(1930, 1, 1).AddDays(days):yyyyMMdd}{order:000}"
        select digits + IdentityCard.CheckCharacter(digits);

    [Fact]
    public void The_number_of_the_standard_is_right_and_tells_birth_and_sex()
    {
        var check = IdentityCard.Check("11010519491231002X", Today);
        Assert.True(check.IsValid);
        Assert.Equal((new DateOnly(1949, 12, 31), Sex.Female, CitizenNumberKind.Resident), (check.Birth, check.Sex, check.Kind));
    }

    [Fact]
    public void Every_number_with_its_own_check_character_passes() =>
        Property.Holds(RightNumbers, number => IdentityCard.Check(number, Today).IsValid);

    [Fact]
    public void Any_single_digit_changed_is_noticed() =>
        Property.Holds(
            from number in RightNumbers
            from position in Gen.Choose(0, 16)
            from step in Gen.Choose(1, 9)
            select (number, changed: Change(number, position, step)),
            pair => !IdentityCard.Check(pair.changed, Today).IsValid);

    [Fact]
    public void Two_neighbours_swapped_are_noticed() =>
        Property.Holds(
            from number in RightNumbers
            from position in Gen.Choose(0, 15)
            where number[position] != number[position + 1]
            select string.Concat(number.AsSpan(0, position), number[position + 1].ToString(), number[position].ToString(), number.AsSpan(position + 2)),
            swapped => !IdentityCard.Check(swapped, Today).IsValid);

    [Fact]
    public void Odd_orders_are_male() =>
        Property.Holds(RightNumbers, number => IdentityCard.Check(number, Today).Sex == ((number[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female));

    [Theory]
    [InlineData("11010519491231002x")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData(" 110105 19491231 002X ")]
    [InlineData("110105-19491231-002X")]
    [InlineData("\u200B11010519491231002X\u3000")]
    public void Full_width_digits_spaces_and_a_small_x_are_mended(string typed)
    {
        var check = IdentityCard.Check(typed, Today);
        Assert.True(check.IsValid, check.Reason);
        Assert.Equal("11010519491231002X", check.Number);
    }

    [Theory]
    [InlineData(null, "id_missing")]
    [InlineData("  ", "id_missing")]
    [InlineData("1101051949123100", "id_length")]
    [InlineData("110105194912310021X", "id_length")]
    [InlineData("1.10105194912E+17", "id_length")]
    [InlineData("11010519491231O02X", "id_characters")]
    [InlineData("11010519491231002Y", "id_characters")]
    [InlineData("X1010519491231002X", "id_characters")]
    [InlineData("110105194902310029", "id_date")]
    [InlineData("11010520270101002X", "id_date")]
    [InlineData("110105189912310022", "id_date")]
    [InlineData("110105194912310021", "id_checksum")]
    public void Each_kind_of_mistake_has_its_reason(string? typed, string reason)
    {
        var check = IdentityCard.Check(typed, Today);
        Assert.Equal(reason, check.Reason);
        Assert.False(string.IsNullOrEmpty(check.Sentence));
        Assert.Null(check.Birth);
    }

    [Theory]
    [InlineData("81000019900307123", CitizenNumberKind.ResidencePermit)]
    [InlineData("83000019900307123", CitizenNumberKind.ResidencePermit)]
    [InlineData("91115619900307123", CitizenNumberKind.ForeignPermanentResident)]
    [InlineData("61010319900307123", CitizenNumberKind.Resident)]
    public void Residence_permits_and_foreigners_cards_are_told_apart(string digits, CitizenNumberKind kind) =>
        Assert.Equal(kind, IdentityCard.Check(digits + IdentityCard.CheckCharacter(digits), Today).Kind);

    [Fact]
    public void Whatever_is_typed_the_check_answers() =>
        Property.Holds(Property.Of<string?>(), typed => IdentityCard.Check(typed, Today) is { } check && check.IsValid == (check.Sentence is null), 500);

    private static string Change(string number, int position, int step) =>
        string.Concat(number.AsSpan(0, position), ((number[position] - '0' + step) % 10).ToString(), number.AsSpan(position + 1));
}
