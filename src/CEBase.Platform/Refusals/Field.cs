using CEBase.Platform.Values;

namespace CEBase.Platform.Refusals;

/// <summary>
/// What people type into forms, read or refused at the field in one set of words and codes. Forms hold the text, so that what can't be read stays to be mended.
/// </summary>
public static class Field
{
    private const decimal MostYuan = 1_000_000_000m;

    /// <summary>Something must be typed; gives it trimmed.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="field">Name of the field.</param>
    /// <param name="label">What the field is called.</param>
    /// <param name="most">The most characters it may have.</param>
    /// <exception cref="Refusal"><c>required</c>, <c>too_long</c>, at the field.</exception>
    public static string Required(string? typed, string field, string label, int most = int.MaxValue) =>
        string.IsNullOrWhiteSpace(typed) ? throw Missing(field, label) : Length(typed, field, label, most);

    /// <summary>Something may be typed, but not more than so much; gives it trimmed, empty when nothing was.</summary>
    /// <exception cref="Refusal"><c>too_long</c>, at the field.</exception>
    public static string Length(string? typed, string field, string label, int most)
    {
        var text = typed?.Trim() ?? "";
        return text.Length <= most ? text : throw new Refusal("too_long", $"{label}最多 {most} 个字，现有 {text.Length} 个字。") { Field = field };
    }

    /// <summary>A day must be given.</summary>
    /// <exception cref="Refusal"><c>required</c>, at the field.</exception>
    public static DateOnly Day(DateOnly? day, string field, string label) => day ?? throw Missing(field, label);

    /// <summary>Something must be chosen.</summary>
    /// <exception cref="Refusal"><c>required</c>, at the field.</exception>
    public static T Chosen<T>(T? choice, string field, string label) where T : struct => choice ?? throw new Refusal("required", $"请选择{label}。") { Field = field };

    /// <summary>An amount in yuan: full-width digits, thousands and a trailing 元 are read.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>amount_unreadable</c>, <c>amount_decimals</c>, <c>amount_range</c>, at the field.</exception>
    public static Money Money(string? typed, string field, string label, bool mayBeZero = false)
    {
        var yuan = Number(typed, field, label);
        if (yuan * 100 != decimal.Truncate(yuan * 100))
        {
            throw new Refusal("amount_decimals", $"{label}最多两位小数，现填“{typed?.Trim()}”。") { Field = field };
        }
        if (yuan < 0 || (yuan == 0 && !mayBeZero) || yuan > MostYuan)
        {
            throw new Refusal("amount_range", $"{label}应{(mayBeZero ? "不小于 0" : "大于 0")}且不超过十亿元，现填“{typed?.Trim()}”。") { Field = field };
        }
        return Values.Money.FromYuan(yuan);
    }

    /// <summary>A quantity in hundredths.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>amount_unreadable</c>, <c>quantity_range</c>, at the field.</exception>
    public static long Quantity(string? typed, string field, string label)
    {
        var number = Number(typed, field, label);
        return number > 0 && number <= 10_000_000 && number * 100 == decimal.Truncate(number * 100)
            ? (long)(number * 100)
            : throw new Refusal("quantity_range", $"{label}应大于 0，最多两位小数，现填“{typed?.Trim()}”。") { Field = field };
    }

    /// <summary>A condition of the field's own.</summary>
    /// <exception cref="Refusal">The code, at the field.</exception>
    public static void Check(bool holds, string code, string field, string sentence)
    {
        if (!holds)
        {
            throw new Refusal(code, sentence) { Field = field };
        }
    }

    /// <summary>A number as people write it, with thousands, 元 or ￥; null when it is none.</summary>
    public static decimal? TryNumber(string text)
    {
        var plain = TextFold.Of(text).Replace(",", "").Replace("￥", "").Replace("¥", "").Replace("元", "").Trim();
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static decimal Number(string? typed, string field, string label) => string.IsNullOrWhiteSpace(typed)
        ? throw Missing(field, label)
        : TryNumber(typed) ?? throw new Refusal("amount_unreadable", $"{label}不是数字，现填“{typed.Trim()}”，请写成 1200 或 1200.50。") { Field = field };

    private static Refusal Missing(string field, string label) => new("required", $"请填写{label}。") { Field = field };
}
