using System.Text;

namespace CEBase.Funds.Checks;

/// <summary>Descriptions as they are typed, made comparable: full-width folded, lower case, no spaces.</summary>
internal static class Folded
{
    /// <summary>The folded text.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                folded.Append(char.ToLowerInvariant(c));
            }
        }
        return folded.ToString();
    }
}
