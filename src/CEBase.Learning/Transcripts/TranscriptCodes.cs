namespace CEBase.Learning.Transcripts;

/// <summary>Verification codes: eleven random characters and a check character, so that a slip of the pen is told from a code that was never given.</summary>
internal static class TranscriptCodes
{
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>A new code, without dashes.</summary>
    public static string New()
    {
        var body = RandomNumberGenerator.GetString(Alphabet, 11);
        return body + CheckOf(body);
    }

    /// <summary>As printed: ABCD-EFGH-JKMN.</summary>
    public static string Shown(string code) => code.Length == 12 ? $"{code[..4]}-{code[4..8]}-{code[8..]}" : code;

    /// <summary>What was typed, without blanks and dashes, in capitals.</summary>
    public static string Normalise(string? typed) => TextFold.Of(typed, Keep.Ascii, Casing.Upper);

    /// <summary>Length, characters and check character are right.</summary>
    public static bool IsWellFormed(string code) => code.Length == 12 && code.All(Alphabet.Contains) && CheckOf(code[..11]) == code[11];

    private static char CheckOf(string body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            sum = (sum + (i + 2) * (Alphabet.IndexOf(body[i]) + 1)) % Alphabet.Length;
        }
        return Alphabet[sum];
    }
}
