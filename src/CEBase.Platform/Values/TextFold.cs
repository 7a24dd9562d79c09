namespace CEBase.Platform.Values;

/// <summary>Which characters stay when text is folded.</summary>
public enum Keep
{
    /// <summary>All of them, blanks as they are.</summary>
    All,

    /// <summary>All of them; blanks at the ends go, and those inside become one space.</summary>
    Words,

    /// <summary>What can be seen: no blanks, no control and no zero-width characters.</summary>
    Visible,

    /// <summary>Letters and digits of every script, so that punctuation doesn't tell two equal things apart.</summary>
    LettersAndDigits,

    /// <summary>Latin letters and digits.</summary>
    Ascii,

    /// <summary>Latin digits.</summary>
    Digits,
}

/// <summary>What becomes of upper and lower case.</summary>
public enum Casing
{
    /// <summary>As written.</summary>
    AsWritten,

    /// <summary>Upper case.</summary>
    Upper,

    /// <summary>Lower case.</summary>
    Lower,
}

/// <summary>What people type and spreadsheets hold, brought into one form so that it can be compared and read: full-width characters become half-width (NFKC).</summary>
public static class TextFold
{
    /// <summary>Folds text; nothing gives the empty text.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="keep">Which characters stay.</param>
    /// <param name="casing">What becomes of upper and lower case.</param>
    public static string Of(string? text, Keep keep = Keep.All, Casing casing = Casing.AsWritten)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }
        var folded = Normalize(text);
        folded = casing switch { Casing.Upper => folded.ToUpperInvariant(), Casing.Lower => folded.ToLowerInvariant(), _ => folded };
        return keep switch
        {
            Keep.All => folded,
            Keep.Words => string.Join(' ', folded.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            _ => Only(folded, keep),
        };
    }

    /// <summary>A number or code as it is compared: what can be seen, in upper case.</summary>
    public static string Number(string? text) => Of(text, Keep.Visible, Casing.Upper);

    /// <summary>A name or title as it is compared: letters and digits, in upper case.</summary>
    public static string Key(string? text) => Of(text, Keep.LettersAndDigits, Casing.Upper);

    /// <summary>Nothing but Latin digits, and at least one.</summary>
    public static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    private static string Only(string folded, Keep keep)
    {
        var text = new StringBuilder(folded.Length);
        Span<char> units = stackalloc char[2];
        foreach (var rune in folded.EnumerateRunes())
        {
            if (Stays(rune, keep))
            {
                text.Append(units[..rune.EncodeToUtf16(units)]);
            }
        }
        return text.ToString();
    }

    private static bool Stays(Rune rune, Keep keep) => keep switch
    {
        Keep.Visible => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && rune.Value is not (0x200B or 0x200C or 0x200D or 0x2060 or 0xFEFF),
        Keep.LettersAndDigits => Rune.IsLetterOrDigit(rune),
        Keep.Ascii => rune.IsAscii && Rune.IsLetterOrDigit(rune),
        _ => rune.Value is >= '0' and <= '9',
    };

    /// <summary>A lone surrogate, as a broken export leaves it, can't be normalised and becomes the replacement character.</summary>
    private static string Normalize(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text)).Normalize(NormalizationForm.FormKC);
        }
    }
}
