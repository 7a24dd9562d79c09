using System.Text.RegularExpressions;

namespace CEBase.Tests.Architecture;

/// <summary>The string literals of a C# source file, comments left out; holes of interpolated strings stay in the text as they are written.</summary>
internal static partial class StringLiterals
{
    /// <summary>Each literal's line and text without its quotes.</summary>
    public static IEnumerable<(int Line, string Text)> Of(string source)
    {
        foreach (Match match in Token().Matches(source))
        {
            if (match.Groups["text"] is { Success: true } text)
            {
                yield return (source.AsSpan(0, match.Index).Count('\n') + 1, text.Value);
            }
        }
    }

    // Comments and characters are matched too, so that a quote in them opens nothing.
    [GeneratedRegex("""
        //[^\n]* | /\*.*?\*/ | '(?:\\.|[^'\\\n])+'
        | \$*(?<fence>"{3,})(?<text>.*?)\k<fence>(?!")
        | (?:@\$?|\$@)"(?<text>(?:[^"]|"")*)"
        | \$?"(?<text>(?:\\.|[^"\\\n])*)"
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();
}
