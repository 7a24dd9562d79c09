namespace CEBase.Funds.Budgets;

/// <summary>Amounts as people type them: full-width digits, thousands, a trailing 元. Forms hold the text, so that what can't be read stays to be mended.</summary>
internal static class FieldParser
{
    private const decimal Most = 1_000_000_000m;

    /// <exception cref="Refusal"><c>required</c>, at the field.</exception>
    public static void Need(string value, string field, string label)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new Refusal("required", $"请填写{label}。") { Field = field };
        }
    }

    /// <exception cref="Refusal">The code, at the field.</exception>
    public static void Require(bool holds, string code, string field, string sentence)
    {
        if (!holds)
        {
            throw new Refusal(code, sentence) { Field = field };
        }
    }

    /// <exception cref="Refusal"><c>required</c>, at the field.</exception>
    public static DateOnly Day(DateOnly? day, string field, string label) => day ?? throw new Refusal("required", $"请填写{label}。") { Field = field };

    /// <exception cref="Refusal"><c>amount_unreadable</c>, <c>amount_decimals</c>, <c>amount_range</c>, at the field.</exception>
    public static Money Money(string? text, string field, string label, bool mayBeZero = false)
    {
        var yuan = Number(text, field, label);
        if (yuan * 100 != decimal.Truncate(yuan * 100))
        {
            throw new Refusal("amount_decimals", $"{label}最多两位小数，现填“{text?.Trim()}”。") { Field = field };
        }
        if (yuan < 0 || (yuan == 0 && !mayBeZero) || yuan > Most)
        {
            throw new Refusal("amount_range", $"{label}应{(mayBeZero ? "不小于 0" : "大于 0")}且不超过十亿元，现填“{text?.Trim()}”。") { Field = field };
        }
        return Platform.Values.Money.FromYuan(yuan);
    }

    /// <summary>A quantity in hundredths.</summary>
    /// <exception cref="Refusal">As for money.</exception>
    public static long Quantity(string? text, string field, string label)
    {
        var number = Number(text, field, label);
        return number > 0 && number <= 10_000_000 && number * 100 == decimal.Truncate(number * 100)
            ? (long)(number * 100)
            : throw new Refusal("quantity_range", $"{label}应大于 0，最多两位小数，现填“{text?.Trim()}”。") { Field = field };
    }

    /// <summary>A number as people write it, with thousands, 元 or ￥; null when it is none.</summary>
    public static decimal? TryNumber(string text)
    {
        var plain = TextFold.Of(text).Replace(",", "").Replace("￥", "").Replace("¥", "").Replace("元", "").Trim();
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static decimal Number(string? text, string field, string label)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new Refusal("required", $"请填写{label}。") { Field = field };
        }
        return TryNumber(text) ?? throw new Refusal("amount_unreadable", $"{label}不是数字，现填“{text!.Trim()}”，请写成 1200 或 1200.50。") { Field = field };
    }
}
