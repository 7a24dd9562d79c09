using System.Text.RegularExpressions;

namespace CEBase.Funds.Checks;

/// <summary>A piece of a description.</summary>
/// <param name="Text">As written, folded.</param>
/// <param name="Phrase">The phrase of the vocabulary, or null for words it doesn't know.</param>
internal sealed record Token(string Text, Phrase? Phrase)
{
    /// <summary>Whether the token is of this kind.</summary>
    public bool Is(PhraseKinds kind) => Phrase is not null && (Phrase.Kinds & kind) != 0;

    /// <summary>A longer harmless phrase keeps its parts from speaking.</summary>
    public Sense? Sense => Is(PhraseKinds.Harmless) ? null : Phrase?.Sense;
}

/// <summary>One clause: what is bought, with what describes it before it.</summary>
/// <param name="Tokens">Its tokens.</param>
/// <param name="IsNegated">It says what is not included.</param>
internal sealed record Clause(IReadOnlyList<Token> Tokens, bool IsNegated);

/// <summary>Cuts a description into clauses of tokens: the longest phrase wins, a title in 《》 is one token whatever it says.</summary>
internal sealed partial class Lexer
{
    private static readonly Phrase Title = new("《》", null, PhraseKinds.Topic | PhraseKinds.Allowed);
    private static readonly Phrase Plate = new("车牌号", null, PhraseKinds.None);
    private readonly IReadOnlyDictionary<string, Phrase> _phrases;
    private readonly Sense? _car;
    private readonly int _longest;

    public Lexer(Vocabulary vocabulary)
    {
        _phrases = vocabulary.Phrases;
        _longest = _phrases.Keys.Max(k => k.Length);
        _car = vocabulary.Senses.FirstOrDefault(s => s.Id == "car");
    }

    /// <summary>The clauses of a description.</summary>
    public IReadOnlyList<Clause> Read(string description)
    {
        var clauses = new List<Clause>();
        var negated = false;
        var tokens = new List<Token>();
        foreach (var token in Tokens(Folded.Of(description)))
        {
            if (token.Text.Length == 1 && Punctuation.Contains(token.Text[0]))
            {
                Close();
                negated = false;
            }
            else if (token.Is(PhraseKinds.Splitter))
            {
                Close();
            }
            else
            {
                if (token.Is(PhraseKinds.Negation))
                {
                    Close();
                    negated = true;
                }
                tokens.Add(token);
            }
        }
        Close();
        return clauses;

        void Close()
        {
            if (tokens.Count > 0)
            {
                clauses.Add(new Clause(tokens, negated));
                tokens = [];
            }
        }
    }

    private const string Punctuation = "，,。.；;/|+＋&()（）【】[]：:!？?…";

    private IEnumerable<Token> Tokens(string text)
    {
        var unknown = 0;
        for (var i = 0; i < text.Length;)
        {
            var (length, phrase) = text[i] == '《' && text.IndexOf('》', i) is > 0 and var end ? (end - i + 1, Title)
                : PlateNumber().Match(text, i) is { Success: true } plate ? (plate.Length, Plate with { Sense = _car })
                : Longest(text, i);
            if (phrase is null && !Punctuation.Contains(text[i]))
            {
                unknown++;
                i++;
                continue;
            }
            if (unknown > 0)
            {
                yield return new Token(text[(i - unknown)..i], null);
                unknown = 0;
            }
            yield return new Token(text.Substring(i, length), phrase);
            i += length;
        }
        if (unknown > 0)
        {
            yield return new Token(text[^unknown..], null);
        }
    }

    private (int Length, Phrase? Phrase) Longest(string text, int start)
    {
        for (var length = Math.Min(_longest, text.Length - start); length > 0; length--)
        {
            if (_phrases.TryGetValue(text.Substring(start, length), out var phrase))
            {
                return (length, phrase);
            }
        }
        return (1, null);
    }

    [GeneratedRegex(@"\G[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·.]?[a-z0-9]{5,6}(?![a-z0-9])")]
    private static partial Regex PlateNumber();
}
