namespace CEBase.Platform.Files;

/// <summary>How a text file is encoded: told from its bytes, and kept so that the marked file is written back the same way.</summary>
/// <param name="Encoding">Strict: refuses bytes that don't fit.</param>
/// <param name="MarkLength">Length of the byte order mark, 0 without one.</param>
internal sealed record TextEncoding(Encoding Encoding, int MarkLength)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = MakeGb18030();

    /// <summary>What old Chinese files without a code page are written in.</summary>
    public static Encoding Chinese => Gb18030;

    /// <summary>
    /// The encoding, or null when the bytes are no text. UTF-8 is tried first: Chinese text in GB18030 is practically never valid UTF-8,
    /// while nearly every UTF-8 text is valid GB18030.
    /// </summary>
    public static TextEncoding? Detect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
        {
            return Fits(Utf8, bytes[3..]) ? new TextEncoding(Utf8, 3) : null;
        }
        if (bytes.StartsWith<byte>([0xFF, 0xFE]))
        {
            return Fits(Utf16(false), bytes[2..]) ? new TextEncoding(Utf16(false), 2) : null;
        }
        if (bytes.StartsWith<byte>([0xFE, 0xFF]))
        {
            return Fits(Utf16(true), bytes[2..]) ? new TextEncoding(Utf16(true), 2) : null;
        }
        return Fits(Utf8, bytes) ? new TextEncoding(Utf8, 0)
            : Fits(Gb18030, bytes) ? new TextEncoding(Gb18030, 0)
            : null;
    }

    /// <summary>The text without the byte order mark. A cut at the end of <paramref name="bytes"/> may break the last character, so it is forgiving.</summary>
    public string Decode(ReadOnlySpan<byte> bytes) =>
        Encoding.GetEncoding(Encoding.CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback).GetString(bytes[Math.Min(MarkLength, bytes.Length)..]);

    /// <summary>The bytes of a text, with the byte order mark the original had. What the encoding can't say is written as a question mark.</summary>
    public byte[] Encode(string text)
    {
        var encoding = Encoding.GetEncoding(Encoding.CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
        return MarkLength == 0 ? encoding.GetBytes(text) : [.. Mark(), .. encoding.GetBytes(text)];
    }

    private byte[] Mark() => Encoding.CodePage switch
    {
        1200 => [0xFF, 0xFE],
        1201 => [0xFE, 0xFF],
        _ => [0xEF, 0xBB, 0xBF],
    };

    private static bool Fits(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            foreach (var character in encoding.GetString(bytes))
            {
                if (char.IsControl(character) && character is not ('\t' or '\r' or '\n' or '\f' or '\u0085'))
                {
                    return false;
                }
            }
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    private static Encoding MakeGb18030()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }
}
