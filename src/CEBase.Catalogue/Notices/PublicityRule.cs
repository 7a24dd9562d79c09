using CEBase.Platform.Workflows;

namespace CEBase.Catalogue.Notices;

/// <summary>Words that what the base publishes should not hold: promises of passing, agents, titles it may not give.</summary>
[RestsOn("MOE23:publicity", "MOHRSS22-25:promises", "BJTU:6(b)", How = "发布通知和页面前查禁用语，有则须写明理由")]
internal static class PublicityRule
{
    public const string BannedWord = "publicity.banned-word";

    /// <summary>One finding for all banned words that occur, none when there are none.</summary>
    /// <param name="texts">Title, summary and body.</param>
    /// <param name="words">The banned words.</param>
    /// <param name="citation">The article they come from.</param>
    public static IReadOnlyList<Finding> Check(IEnumerable<string> texts, IEnumerable<string> words, string citation)
    {
        var all = string.Join('\n', texts);
        var found = words.Where(w => all.Contains(w, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 0 ? [] : [Finding.Review(BannedWord, $"文中有不宜用于宣传的字样：{string.Join("、", found)}。请改写；确有需要的，写明理由后发布。", citation)];
    }
}
