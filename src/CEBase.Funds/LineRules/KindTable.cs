using System.Text.Json.Serialization;
using CEBase.Funds.Checks;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.LineRules;

/// <summary>How a kind of line stands to a budget line.</summary>
internal enum Fit
{
    /// <summary>The budget line is not for it.</summary>
    None,

    /// <summary>It may be, the kind alone doesn't tell.</summary>
    Unclear,

    /// <summary>The budget line is for it.</summary>
    Fits,
}

/// <summary>Which budget lines of the grant a kind of line is paid from: a use (<c>19(1)</c>) or one item of it (<c>19(4)|专家差旅费</c>).</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Fits">What it is paid from.</param>
/// <param name="Unclear">What it may be paid from.</param>
internal sealed record KindUses(LineKind Kind, IReadOnlyList<string> Fits, IReadOnlyList<string> Unclear);

/// <summary>Words by which a description says what a line is.</summary>
/// <param name="Label">What they say: 讲课费.</param>
/// <param name="Kinds">The kinds that such a line may have.</param>
/// <param name="Unclear">Kinds that it may have when it is paid to a body; somebody must look.</param>
/// <param name="Citation">The article whose caps and papers hang on it.</param>
/// <param name="Words">Words that say it plainly.</param>
/// <param name="Hints">Words that only go with it.</param>
internal sealed record KindWords(string Label, IReadOnlyList<LineKind> Kinds, IReadOnlyList<LineKind> Unclear, string Citation, IReadOnlyList<string> Words, IReadOnlyList<string> Hints);

/// <summary>What kinds of lines are paid from and how descriptions name them: <c>recipes/funds/line-kinds.json</c>.</summary>
internal sealed class KindTable
{
    private sealed record TableFile(KindUses[] Kinds, KindWords[] Words);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly Dictionary<LineKind, KindUses> _uses;

    private KindTable(TableFile file)
    {
        _uses = file.Kinds.ToDictionary(k => k.Kind);
        Words = file.Words;
    }

    public IReadOnlyList<KindWords> Words { get; }

    /// <summary>What a kind is paid from, for sentences; empty for a kind that says nothing of what is bought.</summary>
    public IReadOnlyList<string> PaidFrom(LineKind kind) => _uses.GetValueOrDefault(kind)?.Fits ?? [];

    /// <summary>A kind that the table doesn't name says nothing of what is bought.</summary>
    public Fit FitOf(LineKind kind, FundLine budget)
    {
        bool Has(IEnumerable<string> places) => places.Any(p => p == budget.UseCode || p == $"{budget.UseCode}|{budget.Item}");
        return _uses.GetValueOrDefault(kind) is not { } uses || Has(uses.Unclear) && !Has(uses.Fits) ? Fit.Unclear : Has(uses.Fits) ? Fit.Fits : Fit.None;
    }

    /// <summary>What a description says it pays for: words behind which nothing else is named, for in Chinese what is bought stands last.</summary>
    /// <param name="description">The description.</param>
    /// <param name="named">Uses that a piece of a description names.</param>
    public IReadOnlyList<KindWords> SaidBy(string description, Func<string, NamedUses> named)
    {
        var text = Folded.Of(description);
        var said = Words.SelectMany(g => g.Words.Select(w => (Group: g, Word: Folded.Of(w)))).SelectMany(w => Places(text, w.Word).Select(at => (w.Group, From: at, Until: at + w.Word.Length)))
            .Where(s => named(Tail(text, s.Until)).All.Count == 0).ToList();
        // 授课劳务费 is a lecture fee and no 劳务费: what a longer word covers isn't said.
        return [.. said.Where(s => !said.Any(o => o.From <= s.From && o.Until >= s.Until && o.Until - o.From > s.Until - s.From)).Select(s => s.Group).Distinct()];
    }

    /// <summary>Whether a description hints at a kind.</summary>
    public bool Hints(string description, LineKind kind)
    {
        var text = Folded.Of(description);
        return Words.Where(g => g.Kinds.Contains(kind)).Any(g => g.Hints.Concat(g.Words).Any(w => text.Contains(Folded.Of(w), StringComparison.Ordinal)));
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="RecipeException">Malformed; names file and entry.</exception>
    public static KindTable Load(string path)
    {
        var name = Path.GetFileName(path);
        var file = RecipeFiles.ReadTable<TableFile>(path, Options);
        if (file.Kinds.GroupBy(k => k.Kind).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new RecipeException($"{name}：费用类型“{twice.Key}”写了两次。");
        }
        var places = UseItems.Grant.SelectMany(u => u.Items.Select(i => $"{u.Code}|{i}").Append(u.Code)).ToHashSet();
        if (file.Kinds.SelectMany(k => k.Fits.Concat(k.Unclear)).FirstOrDefault(p => !places.Contains(p)) is { } unknown)
        {
            throw new RecipeException($"{name}：第十九条没有“{unknown}”。");
        }
        if (file.Words.FirstOrDefault(w => !Citation.TryParse(w.Citation, out _)) is { } uncited)
        {
            throw new RecipeException($"{name}：“{uncited.Label}”的条款“{uncited.Citation}”应形如 MOF540:papers。");
        }
        return new KindTable(file);
    }

    private static IEnumerable<int> Places(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            yield return at;
        }
    }

    /// <summary>What follows in the same clause.</summary>
    private static string Tail(string text, int from)
    {
        var end = text.AsSpan(from).IndexOfAny("，,。.；;、/|+＋&()（）【】[]：:及和与");
        return end < 0 ? text[from..] : text.Substring(from, end);
    }
}
