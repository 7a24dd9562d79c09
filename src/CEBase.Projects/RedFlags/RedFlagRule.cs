using CEBase.Projects.Names;

namespace CEBase.Projects.RedFlags;

/// <summary>A word of the list of what may not be agreed or advertised.</summary>
internal sealed record RedFlagWord
{
    public string Word { get; init; } = "";

    /// <summary>What it stands for: 代理招生, 整体外包, 提成返点, 代收费.</summary>
    public string Topic { get; init; } = "";

    /// <summary>Why it is on the list, a sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Articles, separated by commas.</summary>
    public string Citations { get; init; } = "";

    public bool InContracts { get; init; } = true;
    public bool InPromotion { get; init; }
}

/// <summary>
/// No recruiting through agents, no whole outsourcing, no commission, no fees taken by others. A sentence that forbids such a thing holds the
/// same words: it is put before a person's eyes and stops nothing by itself.
/// </summary>
[RestsOn("BJTU:6(b)", "MOE23:publicity", "MOE23:13", "MOE23:22", How = "合同要点和宣传材料查代理招生、整体外包、提成、代收费字样，有则不能签订或发布")]
internal static class RedFlagRule
{
    public const string Forbidden = "words.red-flag";
    public const string Negated = "words.red-flag-negated";

    private static readonly char[] Ends = ['。', '；', ';', '！', '!', '？', '?', '\n'];
    private static readonly string[] Negations = ["不得", "不允许", "不准", "不可", "不能", "严禁", "禁止", "不委托", "不采取", "不存在", "不以", "不由", "没有", "无"];

    /// <summary>One finding a word; the gravest of its occurrences counts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="where">What the text is, for the sentence: 合同要点.</param>
    /// <param name="words">The list.</param>
    public static IEnumerable<Finding> Check(string text, string where, IEnumerable<RedFlagWord> words)
    {
        var sentences = text.Split(Ends, StringSplitOptions.RemoveEmptyEntries).Select(TextFold.Key).ToList();
        foreach (var word in words)
        {
            var folded = TextFold.Key(word.Word);
            var found = sentences.SelectMany(sentence => Occurrences(sentence, folded)).ToList();
            if (found.Count == 0)
            {
                continue;
            }
            var articles = word.Citations.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            yield return found.Contains(false)
                ? Finding.Block(Forbidden, $"{where}里有“{word.Word}”（{word.Topic}）：{word.Reason}请删去。", articles)
                : Finding.Review(Negated, $"{where}里有“{word.Word}”（{word.Topic}），看来是禁止这样做的话。请核对原意，写明理由后放行。", articles);
        }
    }

    /// <summary>For each place of the word in a sentence, whether a negation stands before it.</summary>
    private static IEnumerable<bool> Occurrences(string sentence, string word)
    {
        for (var at = sentence.IndexOf(word, StringComparison.Ordinal); at >= 0; at = sentence.IndexOf(word, at + word.Length, StringComparison.Ordinal))
        {
            yield return Negations.Any(n => sentence[..at].Contains(n, StringComparison.Ordinal));
        }
    }
}
