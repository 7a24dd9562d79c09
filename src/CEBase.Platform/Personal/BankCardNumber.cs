using CEBase.Platform.Values;

namespace CEBase.Platform.Personal;

/// <summary>Numbers of bank cards: 12 to 19 digits, most with Luhn's check digit (ISO/IEC 7812); some banks' older cards have none.</summary>
public static class BankCardNumber
{
    /// <summary>Checks a number: <c>bank_number</c>; <c>bank_check_digit</c> unless somebody compared it with the card itself.</summary>
    /// <param name="typed">As typed: full-width digits, spaces and dashes are mended.</param>
    /// <param name="isChecked">Compared with the card.</param>
    public static NumberCheck Check(string? typed, bool isChecked)
    {
        var number = TextFold.Number(typed).Replace("-", "");
        if (number.Length is < 12 or > 19 || !TextFold.IsDigits(number))
        {
            return new NumberCheck { Number = number, Reason = "bank_number", Sentence = "银行卡号应为 12 到 19 位数字。" };
        }
        return isChecked || PassesCheck(number)
            ? new NumberCheck { Number = number }
            : new NumberCheck { Number = number, Reason = "bank_check_digit", Sentence = "卡号的校验位不符，请对照银行卡更正；确认无误的请勾选“已对照实物核对”。" };
    }

    /// <summary>Luhn's check digit.</summary>
    public static bool PassesCheck(string number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = number[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
        }
        return sum % 10 == 0;
    }
}
