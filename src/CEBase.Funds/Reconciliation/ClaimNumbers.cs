namespace CEBase.Funds.Reconciliation;

/// <summary>
/// Finds claim numbers in summaries however they are written: full-width, in small letters, with blanks or dashes (BX 2026-0001), without
/// their letters (报销单20260001), several in one line, as a range (BX20260001至BX20260003).
/// </summary>
internal sealed partial class ClaimNumbers
{
    private const int MaximumRange = 200;
    private const int MaximumPieces = 6;
    private const int ShortestBareNumber = 6;
    private readonly ILookup<string, int> _whole;
    private readonly ILookup<string, int> _bare;

    /// <summary>Indexes the claims by number; positions are those of the list.</summary>
    public ClaimNumbers(IReadOnlyList<OwnEntry> claims)
    {
        var numbered = claims.Select((c, i) => (Number: Plain(c.Number), At: i)).Where(c => c.Number.Length > 0).ToList();
        _whole = numbered.ToLookup(c => c.Number, c => c.At);
        // Without its letters a number speaks only when it is long and no other claim has the same digits.
        _bare = numbered.Where(c => Digits(c.Number).Length >= ShortestBareNumber).GroupBy(c => Digits(c.Number)).Where(g => g.Select(c => c.Number).Distinct().Count() == 1)
            .SelectMany(g => g).ToLookup(c => Digits(c.Number), c => c.At);
    }

    /// <summary>Positions of the claims a summary names, each once.</summary>
    /// <param name="summary">The summary.</param>
    /// <param name="namesAnother">It names a number of the same make that is no claim of the list.</param>
    public IReadOnlyList<int> In(string summary, out bool namesAnother)
    {
        namesAnother = false;
        var found = new List<int>();
        foreach (Match run in Run().Matches(TextFold.Of(summary, Keep.All, Casing.Upper)))
        {
            var pieces = Piece().Matches(run.Value).ToList();
            var last = -1;
            for (var i = 0; i < pieces.Count;)
            {
                var (taken, claims) = Longest(pieces, i, mayBeBare: i == 0 || !IsOtherSeries(run.Value, pieces[i - 1], pieces[i]));
                if (taken == 0)
                {
                    last = last >= 0 && IsRange(run.Value, pieces, i) && Range(found, last, pieces[i].Value) ? last : -1;
                    i++;
                    continue;
                }
                if (last >= 0 && IsRange(run.Value, pieces, i))
                {
                    Between(found, last, claims[0]);
                }
                found.AddRange(claims);
                last = claims[^1];
                i += taken;
            }
            namesAnother |= found.Count == 0 && LooksLikeNumber(run.Value);
        }
        return [.. found.Distinct()];
    }

    private (int Taken, IReadOnlyList<int> Claims) Longest(List<Match> pieces, int from, bool mayBeBare)
    {
        for (var count = Math.Min(MaximumPieces, pieces.Count - from); count > 0; count--)
        {
            var candidate = string.Concat(pieces.Skip(from).Take(count).Select(p => p.Value));
            if (_whole.Contains(candidate))
            {
                return (count, [.. _whole[candidate]]);
            }
            if (mayBeBare && _bare.Contains(candidate))
            {
                return (count, [.. _bare[candidate]]);
            }
        }
        return default;
    }

    /// <summary>BX20260001至0003: the short end takes the head of the number before it.</summary>
    private bool Range(List<int> found, int first, string end)
    {
        var head = _whole.FirstOrDefault(g => g.Contains(first))?.Key;
        if (head is null || end.Length == 0 || end.Length >= head.Length || !end.All(char.IsAsciiDigit))
        {
            return false;
        }
        var last = head[..^end.Length] + end;
        if (!_whole.Contains(last))
        {
            return false;
        }
        Between(found, first, _whole[last].First());
        found.AddRange(_whole[last]);
        return true;
    }

    private void Between(List<int> found, int first, int last)
    {
        var from = _whole.First(g => g.Contains(first)).Key;
        var to = _whole.First(g => g.Contains(last)).Key;
        var digits = from.Reverse().TakeWhile(char.IsAsciiDigit).Count();
        if (from.Length != to.Length || from[..^digits] != to[..^digits] || !long.TryParse(from[^digits..], out var a) || !long.TryParse(to[^digits..], out var b)
            || b <= a || b - a > MaximumRange)
        {
            return;
        }
        for (var n = a + 1; n < b; n++)
        {
            found.AddRange(_whole[from[..^digits] + n.ToString().PadLeft(digits, '0')]);
        }
    }

    private bool LooksLikeNumber(string run)
    {
        var plain = Plain(run);
        return _whole.Any(g => g.Key.Length == plain.Length && Digits(g.Key).Length == Digits(plain).Length && Shape(g.Key) == Shape(plain));
    }

    /// <summary>YS2026-0001 is a bill and no claim of those digits: letters that belong to them make another series. No. and 单号 don't.</summary>
    private static bool IsOtherSeries(string run, Match before, Match digits) =>
        before.Value.Length > 1 && char.IsAsciiLetter(before.Value[0]) && before.Value != "NO" && run[(before.Index + before.Length)..digits.Index].Trim() is "" or "-" or "_";

    private static string Shape(string plain) => new([.. plain.Where(char.IsAsciiLetter)]);

    private static bool IsRange(string run, List<Match> pieces, int at) =>
        at > 0 && run[(pieces[at - 1].Index + pieces[at - 1].Length)..pieces[at].Index].Trim() is "-" or "~" or "至" or "到" or "—" or "--" or "——";

    /// <summary>A number as it is compared: letters and digits only.</summary>
    public static string Plain(string text) => TextFold.Of(text, Keep.Ascii, Casing.Upper);

    private static string Digits(string plain) => new([.. plain.Where(char.IsAsciiDigit)]);

    [GeneratedRegex(@"[A-Z0-9](?:[A-Z0-9\s\-_—~./#至到、,;+&]*[A-Z0-9])?")]
    private static partial Regex Run();

    [GeneratedRegex(@"[A-Z]+|\d+")]
    private static partial Regex Piece();
}
