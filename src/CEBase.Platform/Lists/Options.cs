namespace CEBase.Platform.Lists;

/// <summary>Choices made from what there is.</summary>
public static class Options
{
    /// <summary>The values of an enum with their words.</summary>
    public static IReadOnlyList<ListOption> Of<TEnum>(Func<TEnum, string> label) where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Select(v => new ListOption(v.ToString(), label(v)))];

    /// <summary>Records by number and name.</summary>
    public static IReadOnlyList<ListOption> Of<T>(IEnumerable<T> items, Func<T, object> value, Func<T, string> label) =>
        [.. items.Select(i => new ListOption(Convert.ToString(value(i), CultureInfo.InvariantCulture)!, label(i)))];
}
