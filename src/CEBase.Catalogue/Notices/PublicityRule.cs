namespace CEBase.Catalogue.Notices;

/// <summary>
/// Words that what the base publishes should not hold: promises of passing, agents, titles it may not give. A notice may still have to name one
/// (a warning against agents), so that here a reason is enough.
/// </summary>
[RestsOn("MOE23:publicity", "MOHRSS22-25:promises", "BJTU:6(b)", How = "发布通知和页面前查禁用语，有则须写明理由")]
internal static class PublicityRule
{
    public const string BannedWord = "publicity.banned-word";

    /// <param name="banned">What the check of names says of title, summary and body.</param>
    public static IReadOnlyList<Finding> Check(IEnumerable<Finding> banned) =>
        [.. banned.Select(f => f with { Severity = Severity.Review, Rule = BannedWord, Sentence = $"{f.Sentence}确有需要的，写明理由后发布。" })];
}
