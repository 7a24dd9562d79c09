namespace CEBase.Funds.Expenses;

/// <summary>Compares names and numbers as people write them.</summary>
internal static class Letters
{
    /// <summary>Letters and digits in one form, so that spaces, width and brackets don't tell two equal things apart.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in (text ?? "").Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToUpperInvariant(c));
            }
        }
        return folded.ToString();
    }
}
