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

    /// <summary>Says nothing of what is bought: a quantity, 费, 采购.</summary>
    public bool IsFiller => Phrase is { Sense: null } ? Phrase.Kinds == PhraseKinds.Filler : Phrase is null && Text.All(c => !char.IsLetter(c));
}

/// <summary>One clause: what is bought, with what describes it before it.</summary>
/// <param name="Tokens">Its tokens.</param>
/// <param name="IsNegated">It says what is not included.</param>
/// <param name="And">What a 与 or 和 joins to it: 绩效与薪酬设计课程 may be one subject; null where something else ends the clause.</param>
/// <param name="IsSmuggled">A word such as 内含 or 实为 opens it: what it names is bought, whatever the words before it say.</param>
internal sealed record Clause(IReadOnlyList<Token> Tokens, bool IsNegated, Clause? And = null, bool IsSmuggled = false);

/// <summary>Cuts a description into clauses of tokens: the longest phrase wins, a title in 《》 is one token whatever it says.</summary>
internal sealed partial class Lexer
{
    private static readonly Phrase Title = new("《》", null, PhraseKinds.Topic | PhraseKinds.Allowed | PhraseKinds.Teach);
    private static readonly Phrase Show = new("《》", null, PhraseKinds.None);
    private static readonly Phrase Plate = new("车牌号", null, PhraseKinds.None);
    private static readonly Phrase Flight = new("航班号", null, PhraseKinds.Place | PhraseKinds.Outbound);
    private static readonly Phrase Quantity = new("数量", null, PhraseKinds.Filler);
    private readonly Phrase _vehicles;
    private readonly Dictionary<string, Phrase>.AlternateLookup<ReadOnlySpan<char>> _phrases;
    private readonly Sense? _car;
    private readonly int _longest;

    public Lexer(Vocabulary vocabulary)
    {
        _phrases = vocabulary.Phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = vocabulary.Phrases.Keys.Max(k => k.Length);
        _vehicles = new Phrase("辆", vocabulary.Senses.FirstOrDefault(s => s.Id == "vague"), PhraseKinds.None);
        _car = vocabulary.Senses.FirstOrDefault(s => s.Id == "car");
    }

    /// <summary>The clauses of a description.</summary>
    public IReadOnlyList<Clause> Read(string description)
    {
        var clauses = new List<Clause>();
        var negated = false;
        var smuggled = false;
        var tokens = new List<Token>();
        var joined = new HashSet<int>();
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
                smuggled = token.Is(PhraseKinds.Smuggling);
                if (token.Text is "与" or "和" && clauses.Count > 0)
                {
                    joined.Add(clauses.Count);
                }
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
        for (var i = clauses.Count - 2; i >= 0; i--)
        {
            if (joined.Contains(i + 1))
            {
                clauses[i] = clauses[i] with { And = clauses[i + 1] };
            }
        }
        return clauses;

        void Close()
        {
            if (tokens.Count > 0)
            {
                clauses.Add(new Clause(tokens, negated, IsSmuggled: smuggled));
                tokens = [];
                smuggled = false;
            }
        }
    }

    private const string Punctuation = "，,。.；;、/|+＋&()（）【】[]：:!？?…";

    private const int TokenCost = 20;
    private const int UnknownCost = 26;

    /// <summary>
    /// The cheapest way to cut the text: few words it doesn't know, then few words. 人员工资 is 人员 and 工资, never 员工; 赴台州 is 赴 and 台州,
    /// never 赴台.
    /// </summary>
    private IEnumerable<Token> Tokens(string text)
    {
        var cost = new int[text.Length + 1];
        var best = new (int Length, Phrase? Phrase)[text.Length];
        for (var i = text.Length - 1; i >= 0; i--)
        {
            cost[i] = UnknownCost + cost[i + 1];
            best[i] = (1, null);
            if (Fixed(text, i) is { Length: > 0 } whole)
            {
                Offer(i, whole.Length, whole.Phrase, 1);
            }
            for (var length = 1; length <= Math.Min(_longest, text.Length - i); length++)
            {
                if (_phrases.TryGetValue(text.AsSpan(i, length), out var phrase) && IsWhole(text, i, length))
                {
                    Offer(i, length, phrase, TokenCost - (phrase.Sense is null ? 0 : 1));
                }
            }
        }

        var unknown = 0;
        for (var i = 0; i < text.Length;)
        {
            var (length, phrase) = best[i];
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

        void Offer(int at, int length, Phrase? phrase, int price)
        {
            if (price + cost[at + length] <= cost[at])
            {
                cost[at] = price + cost[at + length];
                best[at] = (length, phrase);
            }
        }
    }

    private (int Length, Phrase? Phrase) Fixed(string text, int at)
    {
        if (text[at] == '《' && text.IndexOf('》', at) is > 0 and var end)
        {
            // A ticket for 《长恨歌》 is for a show, not for a course.
            return (end - at + 1, Ticket().Match(text, end + 1).Success ? Show : Title);
        }
        if (PlateNumber().Match(text, at) is { Success: true } plate)
        {
            return (plate.Length, Plate with { Sense = _car });
        }
        if (Vehicles().Match(text, at) is { Success: true } vehicles)
        {
            return (vehicles.Length, _vehicles);
        }
        if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && FlightNumber().Match(text, at) is { Success: true } flight)
        {
            return (flight.Length, Flight);
        }
        if (at > 0 && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at]))
        {
            return default;
        }
        return QuantityOfGoods().Match(text, at) is { Success: true } quantity ? (quantity.Length, Quantity) : default;
    }

    /// <summary>Latin phrases speak only as whole words: no spa in Spain.</summary>
    private static bool IsWhole(string text, int start, int length) =>
        !(char.IsAsciiLetter(text[start]) && start > 0 && char.IsAsciiLetter(text[start - 1]))
        && !(char.IsAsciiLetter(text[start + length - 1]) && start + length < text.Length && char.IsAsciiLetter(text[start + length]));

    [GeneratedRegex(@"\G[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·.]?[a-z0-9]{5,6}(?![a-z0-9])")]
    private static partial Regex PlateNumber();

    [GeneratedRegex(@"\G(?<!\d)(?:\d+|[一二两三四五六七八九十])[辆部](?=车|汽车|$|[^\p{L}])")]
    private static partial Regex Vehicles();

    [GeneratedRegex(@"\G(?:演出|话剧|音乐会|实景剧|实景|电影|歌舞|歌舞剧|展览|展)?(?:vip|贵宾|普通|团体|参观)?(?:门?票|套票|入场券|观影|观看|观演)")]
    private static partial Regex Ticket();

    // Airlines from abroad by their code; codes that name other things as well (AC, BA) are left out.
    [GeneratedRegex(@"\G(?:lh|sq|cx|ke|oz|nh|jl|ek|qr|tk|kl|ua|qf|mh|vn|ci|hx|nx|lx|ay|et|ey|su)\d{3,4}(?![a-z0-9])")]
    private static partial Regex FlightNumber();

    [GeneratedRegex(@"\G(?:\d+(?:\.\d+)?|[一二三四五六七八九十百两]{1,3}(?=[台套册本份张次晚天日夜周箱瓶盒条双斤桌]))(?:[*x×]\d+)?(?:万字|千字|学时|课时|小时|人次|人天|人|名|位|元|万元|台|套|件|份|本|册|张|次|天|晚|夜|周|个|箱|瓶|盒|条|双|斤|公斤|桌|支|只|节|场|期|辆|批|年|月|日|季度|届|部|块|把|篇|页|字|g|gb|tb|km|元/人|餐)*")]
    private static partial Regex QuantityOfGoods();
}
