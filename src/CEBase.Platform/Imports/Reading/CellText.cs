using CEBase.Platform.Values;

namespace CEBase.Platform.Imports.Reading;

/// <summary>Cleans what people type into cells. Cleaning twice is cleaning once.</summary>
public static partial class CellText
{
    /// <summary>
    /// Folds full-width characters (NFKC), drops invisible ones and a leading apostrophe, trims every kind of space, collapses inner spaces and
    /// removes those between Chinese characters (张 三).
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        // Removing a character can bring two others together that fold further, so it runs until nothing changes.
        for (var clean = text; ;)
        {
            var next = CleanOnce(clean);
            if (next == clean)
            {
                return next;
            }
            clean = next;
        }
    }

    /// <summary>A number as the sheet would show it: no exponent, at most 15 digits as Excel keeps them.</summary>
    internal static string OfNumber(double number) =>
        double.IsInteger(number) && Math.Abs(number) < 1e15 ? number.ToString("F0", CultureInfo.InvariantCulture)
        : Math.Abs(number) is >= 1e-10 and < 1e28 && decimal.TryParse(number.ToString("G15", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString("0.############################", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A date as yyyy-MM-dd, with the time when there is one; a bare time as HH:mm.</summary>
    internal static string OfDate(DateTime date) =>
        date.Year < 1901 ? date.ToString("HH:mm", CultureInfo.InvariantCulture)
        : date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A number in scientific notation: what a spreadsheet makes of a long number when it writes csv.</summary>
    internal static bool IsScientific(string text) => Scientific().IsMatch(text);

    private static string CleanOnce(string text)
    {
        var folded = TextFold.Of(DropInvisible(text));
        var collapsed = Spaces().Replace(folded, " ").Trim(' ').TrimStart('\'', '‘', '’', '`', ' ');
        return SpaceInChinese().Replace(collapsed, "");
    }

    private static string DropInvisible(string text) =>
        text.Any(IsInvisible) ? new string([.. text.Where(c => !IsInvisible(c))]) : text;

    private static bool IsInvisible(char c) =>
        c is '\u00AD' or '\uFEFF' or '\u2060' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
        || (char.IsControl(c) && !char.IsWhiteSpace(c));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<=[\u3400-\u9FFF\u3007]) (?=[\u3400-\u9FFF\u3007])")]
    private static partial Regex SpaceInChinese();

    [GeneratedRegex(@"^[+-]?\d+(\.\d+)?[eE][+-]?\d+$")]
    private static partial Regex Scientific();
}
