using System.Text;

namespace CEBase.Projects.Names;

/// <summary>A banned word of the list.</summary>
internal sealed record BannedWord
{
    public long Id { get; init; }
    public string Word { get; init; } = "";

    /// <summary>Comma-separated names of <see cref="NameUse"/>.</summary>
    public string Uses { get; init; } = "";

    /// <summary>Only where the public is recruited.</summary>
    public bool IsOpenOnly { get; init; }

    public string Citation { get; init; } = "";
    public bool IsActive { get; init; } = true;

    public IReadOnlyList<NameUse> UseList => [.. Uses.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<NameUse>)];
}

/// <summary>A phrase inside which a banned word is no offence.</summary>
internal sealed record AllowedPhrase
{
    public long Id { get; init; }
    public string Phrase { get; init; } = "";

    /// <summary>What recognises it, or why it is harmless.</summary>
    public string Document { get; init; } = "";

    public bool IsActive { get; init; } = true;
}

/// <summary>Looks for words in a text, however they are spaced or dressed up.</summary>
internal static class NameScan
{
    private static readonly char[] SentenceEnds = ['。', '！', '？', '!', '?', '；', ';', '\n', '\r'];

    /// <summary>
    /// The banned words that stand in the text outside every allowed phrase, longest first; a word that is only part of a longer one found isn't
    /// told again. Full-width letters, spaces, punctuation and signs between characters hide nothing; in running text (<paramref name="bySentence"/>)
    /// a word doesn't reach over the end of a sentence.
    /// </summary>
    public static IReadOnlyList<BannedWord> Find(string text, IEnumerable<BannedWord> words, IEnumerable<AllowedPhrase> phrases, bool bySentence)
    {
        var wanted = words.Select(w => (Word: w, Folded: TextFold.Key(w.Word))).Where(w => w.Folded.Length > 0).OrderByDescending(w => w.Folded.Length).ToList();
        var allowed = phrases.Select(p => TextFold.Key(p.Phrase)).Where(p => p.Length > 0).OrderByDescending(p => p.Length).ToList();
        var found = new List<BannedWord>();
        foreach (var sentence in bySentence ? text.Split(SentenceEnds, StringSplitOptions.RemoveEmptyEntries) : [text])
        {
            FindIn(TextFold.Key(sentence), wanted, allowed, found);
        }
        return [.. found.OrderByDescending(w => w.Word.Length)];
    }

    private static void FindIn(string text, List<(BannedWord Word, string Folded)> wanted, List<string> allowed, List<BannedWord> found)
    {
        var spans = allowed.SelectMany(phrase => At(text, phrase).Select(start => (Start: start, End: start + phrase.Length))).ToList();
        foreach (var (word, folded) in wanted)
        {
            foreach (var start in At(text, folded))
            {
                var end = start + folded.Length;
                if (spans.Any(s => s.Start <= start && end <= s.End))
                {
                    continue;
                }
                if (!found.Contains(word))
                {
                    found.Add(word);
                }
                // What lies inside this place was told with it.
                spans.Add((start, end));
            }
        }
    }

    private static IEnumerable<int> At(string text, string part)
    {
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }
}
