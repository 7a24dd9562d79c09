using CEBase.Platform.Findings;
using CEBase.Platform.Values;

namespace CEBase.Platform.Personal;

/// <summary>Kinds of 18-digit numbers that GB 11643 and its relatives give out.</summary>
public enum CitizenNumberKind
{
    /// <summary>居民身份证.</summary>
    Resident,

    /// <summary>港澳台居民居住证, area 81, 82 or 83.</summary>
    ResidencePermit,

    /// <summary>外国人永久居留身份证 of the 2023 form, starting with 9.</summary>
    ForeignPermanentResident,
}

/// <summary>What an identity card number says of its holder.</summary>
public sealed record IdentityCardCheck : NumberCheck
{
    /// <summary>Which card it is; null when the number is wrong.</summary>
    public CitizenNumberKind? Kind { get; init; }

    /// <summary>Day of birth in the number; null when the number is wrong.</summary>
    public DateOnly? Birth { get; init; }

    /// <summary>Sex by the last digit of the order code: odd is male.</summary>
    public Sex Sex { get; init; }
}

/// <summary>
/// The 18-digit citizen number of GB 11643-1999: six digits of area, eight of birth, three of order (odd for men) and a check character by
/// ISO 7064 MOD 11-2.
/// </summary>
[RestsOn("GB11643:format", "GB11643:check", "GB11643:derived", How = "证件号码核对：位数、日期、校验码，并推出性别和出生日期")]
public static class IdentityCard
{
    /// <summary>Digits of a number.</summary>
    public const int Length = 18;

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    private const string CheckCharacters = "10X98765432";

    /// <summary>The earliest year of birth taken for real.</summary>
    private const int FirstYear = 1900;

    /// <summary>
    /// Checks a number: <c>id_missing</c>, <c>id_length</c>, <c>id_characters</c>, <c>id_date</c>, <c>id_checksum</c>, in this order.
    /// </summary>
    /// <param name="typed">As typed: full-width digits, a small x, spaces and dashes are mended.</param>
    /// <param name="today">A birth after today is refused.</param>
    public static IdentityCardCheck Check(string? typed, DateOnly today)
    {
        var number = TextFold.Number(typed).Replace("-", "");
        if (number.Length == 0)
        {
            return Wrong("id_missing", "没有填写身份证号。请填写 18 位身份证号。");
        }
        if (number.Length != Length)
        {
            return Wrong("id_length", $"身份证号应为 {Length} 位，这里是 {number.Length} 位。请对照证件补全或删去多余的字符。");
        }
        if (!TextFold.IsDigits(number.AsSpan(0, 17)) || !(char.IsAsciiDigit(number[17]) || number[17] == 'X'))
        {
            return Wrong("id_characters", "身份证号只能是数字，最后一位可以是 X。请对照证件更正。");
        }
        if (!DateOnly.TryParseExact(number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var birth)
            || birth.Year < FirstYear || birth > today)
        {
            return Wrong("id_date", "身份证号第 7 至 14 位不是一个真实的出生日期。请对照证件更正。");
        }
        if (number[17] != CheckCharacter(number))
        {
            return Wrong("id_checksum", "身份证号的最后一位与前 17 位对不上，多半有一位写错了。请对照证件更正。");
        }
        return new IdentityCardCheck
        {
            Number = number,
            Kind = KindOf(number),
            Birth = birth,
            Sex = (number[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female,
        };

        IdentityCardCheck Wrong(string reason, string sentence) => new() { Number = number, Reason = reason, Sentence = sentence };
    }

    /// <summary>The check character that belongs to the first 17 digits.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += (digits[i] - '0') * Weights[i];
        }
        return CheckCharacters[sum % 11];
    }

    private static CitizenNumberKind KindOf(string number) => number[0] == '9'
        ? CitizenNumberKind.ForeignPermanentResident
        : number[..2] is "81" or "82" or "83" ? CitizenNumberKind.ResidencePermit : CitizenNumberKind.Resident;
}
