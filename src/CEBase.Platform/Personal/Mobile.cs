using CEBase.Platform.Values;

namespace CEBase.Platform.Personal;

/// <summary>
/// Mainland mobile numbers: eleven digits, 13 to 19 in front. Not unique to one person in practice, families and secretaries share them.
/// </summary>
public static class Mobile
{
    private const int Length = 11;

    /// <summary>Checks a number: <c>phone_missing</c>, <c>phone_format</c>. +86, 0086, spaces and dashes are taken away.</summary>
    public static NumberCheck Check(string? typed)
    {
        var number = TextFold.Number(typed);
        foreach (var dash in "-‐‑‒–—―()")
        {
            number = number.Replace(dash.ToString(), "");
        }
        if (number.Length == 0)
        {
            return new NumberCheck { Number = "", Reason = "phone_missing", Sentence = "没有填写手机号。请填写 11 位手机号。" };
        }
        number = number switch
        {
            ['+', '8', '6', .. var rest] => rest,
            ['0', '0', '8', '6', .. var rest] => rest,
            ['8', '6', .. var rest] when rest.Length == Length => rest,
            _ => number,
        };
        return number is { Length: Length } and ['1', >= '3' and <= '9', ..] && TextFold.IsDigits(number)
            ? new NumberCheck { Number = number }
            : new NumberCheck { Number = number, Reason = "phone_format", Sentence = "手机号应为 11 位数字，以 13 至 19 开头。请更正后重试。" };
    }
}
