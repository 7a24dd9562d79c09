using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Lists;

/// <summary>How values of a list are written, on the page and in files.</summary>
internal static class ListValues
{
    public static bool IsNumber(object? value) => value is Money or StudyHours or int or long or decimal;

    /// <summary>As text, on the page; nothing is a dash.</summary>
    public static string Text(object? value) => value switch
    {
        null or "" => "—",
        DateOnly day => day.InTable(),
        DateTimeOffset instant => instant.InTable(),
        bool yes => yes ? "是" : "否",
        StateDefinition state => state.Label,
        IFormattable number when IsNumber(value) && value is not Money and not StudyHours => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>As text of a .csv file: nothing is empty, and no spreadsheet program takes text for a formula.</summary>
    public static string Csv(object? value)
    {
        var text = value switch { null => "", Money money => money.Yuan.ToString("0.00", CultureInfo.InvariantCulture), _ => Text(value) };
        return value is string && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
    }
}
