using CEBase.Platform.Imports.Reading;

namespace CEBase.Platform.Imports.Mapping;

/// <summary>Compares headings as people write them with the names a column is known by.</summary>
internal static partial class Headings
{
    /// <summary>A heading that is none of the column's names.</summary>
    public const int NoMatch = int.MaxValue;

    private const int Stripped = 1000;

    /// <summary>
    /// How well a heading names a column: 0 for its label, then its synonyms in order, then the same without remarks in brackets; smaller is better.
    /// </summary>
    public static int Rank(string heading, ImportColumn column)
    {
        var whole = Normalize(heading);
        if (whole.Length == 0)
        {
            return NoMatch;
        }
        var bare = Normalize(Bracketed().Replace(heading, ""));
        var best = NoMatch;
        var rank = 0;
        foreach (var name in column.Synonyms.Prepend(column.Label))
        {
            var normalized = Normalize(name);
            if (whole == normalized)
            {
                return Math.Min(best, rank);
            }
            if (bare.Length > 0 && bare == normalized)
            {
                best = Math.Min(best, Stripped + rank);
            }
            rank++;
        }
        return best;
    }

    /// <summary>Without spaces, stars, colons and case.</summary>
    public static string Normalize(string heading) => Ornament().Replace(CellText.Clean(heading), "").ToLowerInvariant();

    [GeneratedRegex(@"[\s*※●★:：.。、_-]+")]
    private static partial Regex Ornament();

    [GeneratedRegex(@"[(（\[【〔<《][^)）\]】〕>》]*[)）\]】〕>》]?")]
    private static partial Regex Bracketed();
}
