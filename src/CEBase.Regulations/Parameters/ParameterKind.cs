namespace CEBase.Regulations.Parameters;

/// <summary>What a parameter's value looks like.</summary>
internal enum ParameterKind
{
    /// <summary>A whole number, not negative.</summary>
    Whole,

    /// <summary>A decimal number, not negative.</summary>
    Decimal,

    /// <summary>Yes (1) or no (0).</summary>
    Flag,

    /// <summary>A day of each year: 12-10.</summary>
    MonthDay,

    /// <summary>A word.</summary>
    Text,
}

/// <summary>Tells whether a value fits its kind.</summary>
internal static class ParameterValues
{
    /// <summary>As the recipe file writes it.</summary>
    public static IReadOnlyDictionary<string, ParameterKind> Words { get; } = new Dictionary<string, ParameterKind>
    {
        ["whole"] = ParameterKind.Whole,
        ["decimal"] = ParameterKind.Decimal,
        ["flag"] = ParameterKind.Flag,
        ["monthDay"] = ParameterKind.MonthDay,
        ["text"] = ParameterKind.Text,
    };

    /// <summary>What is wrong with the value, a sentence; null when it fits. An empty value means: not decided yet.</summary>
    public static string? Problem(ParameterKind kind, string unit, string value)
    {
        if (value.Length == 0)
        {
            return null;
        }
        var problem = kind switch
        {
            ParameterKind.Whole when !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) => "应是不带小数的数字，例如 45。",
            ParameterKind.Decimal when !decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) => "应是数字，例如 66.7。",
            ParameterKind.Flag when value is not ("0" or "1") => "应是 1（是）或 0（否）。",
            // A leap year, so that 02-29 can be written.
            ParameterKind.MonthDay when !DateOnly.TryParseExact("2024-" + value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => "应是每年的某一天，例如 12-10。",
            _ when value.Length > 200 => "太长了，最多 200 个字。",
            _ => null,
        };
        return problem is null && unit == "%" && decimal.Parse(value, CultureInfo.InvariantCulture) > 100 ? "百分数不能大于 100。" : problem;
    }

    /// <summary>The value as people read it.</summary>
    public static string Shown(ParameterKind kind, string value, string unit) => value.Length == 0 ? "待定" : kind switch
    {
        ParameterKind.Flag => value == "1" ? "是" : "否",
        ParameterKind.MonthDay => $"{int.Parse(value[..2], CultureInfo.InvariantCulture)} 月 {int.Parse(value[3..], CultureInfo.InvariantCulture)} 日",
        _ => unit.Length == 0 ? value : unit == "%" ? value + "%" : $"{value} {unit}",
    };
}
