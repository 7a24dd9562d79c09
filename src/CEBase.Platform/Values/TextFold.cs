namespace CEBase.Platform.Values;

/// <summary>What people type and spreadsheets hold, brought into one form: half-width, upper case, without spaces and invisible characters.</summary>
internal static class TextFold
{
    public static string Fold(string? typed)
    {
        if (string.IsNullOrEmpty(typed))
        {
            return "";
        }
        var folded = typed.Normalize(NormalizationForm.FormKC);
        var text = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF'))
            {
                text.Append(char.ToUpperInvariant(c));
            }
        }
        return text.ToString();
    }

    public static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
