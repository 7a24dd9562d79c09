namespace CEBase.Web.Logging;

/// <summary>Takes personal numbers out of whatever is logged: identity cards (18, 17 without check digit, 15), mobile numbers, passports, e-mail addresses.</summary>
internal static partial class PersonalNumberMask
{
    public const string Masked = "[masked]";

    /// <summary>The text without personal numbers.</summary>
    public static string Apply(string text) => text.Length < 8 ? text : PersonalNumber().Replace(text, Masked);

    // Letters and digits on either side belong to something else: a hash, a file name, a request id.
    [GeneratedRegex(@"(?<![0-9A-Za-z])(?:\d{17}[0-9Xx]|\d{17}|\d{15}|(?:\+?86[ -]?)?1[3-9]\d{9}|(?:[A-Z]{1,2}\d{7,9})|[0-9A-Za-z][0-9A-Za-z._%+-]{0,63}@[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)+)(?![0-9A-Za-z])")]
    private static partial Regex PersonalNumber();
}
