namespace CEBase.Funds.Reconciliation;

/// <summary>What persons have said about entries, by their keys: it holds again whenever the same entries are compared.</summary>
/// <param name="Together">Entries that belong together, though nothing in the books says so.</param>
/// <param name="Apart">Pairs that were proposed and rejected.</param>
internal sealed record Decisions(IReadOnlyList<(IReadOnlyList<string> Own, IReadOnlyList<string> Ledger)> Together, IReadOnlySet<(string Own, string Ledger)> Apart)
{
    /// <summary>Nobody has said anything.</summary>
    public static Decisions None { get; } = new([], new HashSet<(string, string)>());

    /// <summary>Pairs by hand, as far as both sides are still open: what a number says goes before what a person found without it.</summary>
    public void Pair(Work work)
    {
        foreach (var (own, ledger) in Together)
        {
            var claims = Positions(own, work.Claims.Select(c => c.Key));
            var lines = Positions(ledger, work.Lines.Select(l => l.Key));
            if (claims.Count == own.Count && lines.Count == ledger.Count && claims.All(work.IsOpenClaim) && lines.All(work.IsOpenLine))
            {
                var agrees = work.SumOfClaims(claims) == work.SumOfLines(lines);
                work.Take(agrees ? MatchGroup.Matched : MatchGroup.AmountDiffers, MatchWay.Hand, claims, lines, agrees ? "" : "合计不符");
            }
        }
    }

    /// <summary>Whether a pair may be proposed.</summary>
    public bool MayPropose(OwnEntry claim, BookLine line) => !Apart.Contains((claim.Key, line.Key));

    private static IReadOnlyList<int> Positions(IReadOnlyList<string> keys, IEnumerable<string> all)
    {
        var wanted = keys.ToHashSet();
        return [.. all.Select((key, at) => (key, at)).Where(e => wanted.Contains(e.key)).Select(e => e.at)];
    }
}
