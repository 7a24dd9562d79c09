using CEBase.Platform.Values;

namespace CEBase.Platform.Personal;

/// <summary>Travel permits of Hong Kong, Macao and Taiwan residents.</summary>
public static class TravelPermits
{
    /// <summary>港澳居民来往内地通行证: H or M and 8 digits, or 10 on older cards. Reason <c>permit_format</c>.</summary>
    public static NumberCheck CheckHongKongMacao(string? typed)
    {
        var number = TextFold.Number(typed);
        return number.Length is 9 or 11 && number[0] is 'H' or 'M' && TextFold.IsDigits(number.AsSpan(1))
            ? new NumberCheck { Number = number }
            : new NumberCheck { Number = number, Reason = "permit_format", Sentence = "港澳居民来往内地通行证号应为字母 H 或 M 加 8 位（旧证 10 位）数字。请对照证件更正。" };
    }

    /// <summary>台湾居民来往大陆通行证: 8 digits, or 10 on older cards, where a letter in brackets may follow. Reason <c>permit_format</c>.</summary>
    public static NumberCheck CheckTaiwan(string? typed)
    {
        var number = TextFold.Number(typed);
        var digits = number.Length is > 3 && number[^1] == ')' && number[^3] == '(' && char.IsAsciiLetterUpper(number[^2]) ? number[..^3] : number;
        return digits.Length is 8 or 10 && TextFold.IsDigits(digits)
            ? new NumberCheck { Number = digits }
            : new NumberCheck { Number = number, Reason = "permit_format", Sentence = "台湾居民来往大陆通行证号应为 8 位（旧证 10 位）数字。请对照证件更正。" };
    }
}

/// <summary>Passports of any country.</summary>
public static class Passport
{
    /// <summary>Letters and digits, 5 to 17. Reason <c>passport_format</c>.</summary>
    public static NumberCheck Check(string? typed)
    {
        var number = TextFold.Number(typed);
        return number.Length is >= 5 and <= 17 && number.All(char.IsAsciiLetterOrDigit)
            ? new NumberCheck { Number = number }
            : new NumberCheck { Number = number, Reason = "passport_format", Sentence = "护照号应为 5 至 17 位字母和数字。请对照护照更正。" };
    }
}

/// <summary>Documents whose numbers follow no public standard: bounded, nothing more.</summary>
public static class OtherDocument
{
    private const int MaxLength = 40;

    /// <summary>军官证: any issuing service's word and 4 to 12 digits, 军字第1234567号. Reason <c>officer_card_format</c>.</summary>
    public static NumberCheck CheckOfficerCard(string? typed)
    {
        var number = TextFold.Number(typed);
        return number.Length <= MaxLength && number.Count(char.IsAsciiDigit) is >= 4 and <= 12
            ? new NumberCheck { Number = number }
            : new NumberCheck { Number = number, Reason = "officer_card_format", Sentence = "军官证号应含 4 至 12 位数字，如“军字第1234567号”。请对照证件更正。" };
    }

    /// <summary>Anything of 3 to 40 characters. Reason <c>document_format</c>.</summary>
    public static NumberCheck Check(string? typed)
    {
        var number = TextFold.Number(typed);
        return number.Length is >= 3 and <= MaxLength
            ? new NumberCheck { Number = number }
            : new NumberCheck { Number = number, Reason = "document_format", Sentence = $"证件号应为 3 至 {MaxLength} 个字符。请对照证件更正。" };
    }
}
