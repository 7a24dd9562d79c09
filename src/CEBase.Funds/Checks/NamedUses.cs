namespace CEBase.Funds.Checks;

/// <summary>The permitted uses that a description's own words belong to, as the vocabulary's lists of what the fund may pay for cite them.</summary>
/// <param name="Word">What is bought, as the description writes it; empty when the word that names it belongs to no use.</param>
/// <param name="Bought">Uses of what is bought; in Chinese it stands last in its clause, and the first clause says it.</param>
/// <param name="All">Uses of every word, for whom and for what included.</param>
internal sealed record NamedUses(string Word, IReadOnlyList<string> Bought, IReadOnlyList<string> All)
{
    private static readonly string[] Apparatus = ["19(1)"];

    public static NamedUses Of(IEnumerable<Clause> clauses)
    {
        var said = clauses.Where(c => !c.IsNegated).Select(c => c.Tokens.Where(t => !t.IsFiller).ToList()).Where(c => c.Count > 0).ToList();
        var bought = said.FirstOrDefault()?[^1];
        var uses = bought is null ? [] : UsesOf(bought);
        return new NamedUses(uses.Count > 0 ? bought!.Text : "", uses, [.. said.SelectMany(c => c).SelectMany(UsesOf).Distinct()]);
    }

    private static IReadOnlyList<string> UsesOf(Token token) => token.Phrase?.Uses ?? (UseCheck.IsApparatus(token) ? Apparatus : []);
}
