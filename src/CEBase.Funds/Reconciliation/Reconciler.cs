namespace CEBase.Funds.Reconciliation;

/// <summary>How matching goes about it.</summary>
/// <param name="WindowDays">How far apart the days of a claim and a ledger line without its number may lie.</param>
internal sealed record MatchingOptions(int WindowDays)
{
    /// <summary>A month and some days: what the finance office books with the next month's vouchers still counts.</summary>
    public static MatchingOptions Default { get; } = new(45);
}

/// <summary>
/// Compares the base's entries with the finance office's ledger: by the claim's number in the summary, by what persons have paired, by the voucher
/// of the same month where the base knows it, then by amount and day, every entry and every line in one match only. Pure; the same books give the
/// same outcome.
/// </summary>
[RestsOn("BJTU:38", How = "与财务处对账：按单号、凭证、金额和日期逐笔核对，列出两边不符")]
internal static class Reconciler
{
    /// <summary>Compares.</summary>
    public static ReconciliationResult Compare(IReadOnlyList<OwnEntry> claims, IReadOnlyList<BookLine> lines, MatchingOptions options, Decisions? decisions = null)
    {
        decisions ??= Decisions.None;
        var numbers = new ClaimNumbers(claims);
        var named = new List<IReadOnlyList<int>>();
        var isNumbered = new bool[lines.Count];
        for (var line = 0; line < lines.Count; line++)
        {
            named.Add(Reversals.Meant(claims, numbers.In(lines[line].Summary, out var namesAnother), lines[line]));
            isNumbered[line] = namesAnother || named[line].Count > 0;
        }
        var work = new Work(claims, lines);
        Reversals.PairOwn(work, named);
        Reversals.Pair(work, named);
        foreach (var (inClaims, inLines) in Components(claims.Count, named))
        {
            ByNumber(work, inClaims, inLines, named);
        }
        decisions.Pair(work);
        Vouchers.Pair(work, isNumbered, decisions);
        ByAmountAndDay(work, isNumbered, options, decisions);
        return work.Finish();
    }

    /// <summary>Claims and lines that are tied by numbers, as one lump each.</summary>
    private static IEnumerable<(List<int> Claims, List<int> Lines)> Components(int claims, List<IReadOnlyList<int>> named)
    {
        var parent = Enumerable.Range(0, claims).ToArray();
        int Root(int i) => parent[i] == i ? i : parent[i] = Root(parent[i]);
        foreach (var line in named.Where(n => n.Count > 1))
        {
            foreach (var claim in line.Skip(1))
            {
                parent[Root(claim)] = Root(line[0]);
            }
        }
        var members = Enumerable.Range(0, claims).GroupBy(Root).ToDictionary(g => g.Key, g => g.ToList());
        return named.Select((n, i) => (Line: i, Claims: n)).Where(n => n.Claims.Count > 0).GroupBy(n => Root(n.Claims[0])).OrderBy(g => g.Key)
            .Select(g => (members[g.Key], g.Select(n => n.Line).ToList()));
    }

    private static void ByNumber(Work work, List<int> claims, List<int> allLines, List<IReadOnlyList<int>> named)
    {
        var lines = allLines.Where(work.IsOpenLine).ToList();
        foreach (var claim in claims.Where(work.IsOpenClaim).ToList())
        {
            var same = lines.FindIndex(l => work.IsOpenLine(l) && named[l].Contains(claim) && work.Lines[l].Amount == work.Claims[claim].Amount);
            if (same >= 0)
            {
                work.Take(MatchGroup.Matched, MatchWay.Number, [claim], [lines[same]], "");
            }
        }
        // A line that names several claims at once.
        foreach (var line in lines.Where(l => work.IsOpenLine(l) && named[l].Count > 1).ToList())
        {
            var its = named[line].Where(work.IsOpenClaim).ToList();
            if (its.Count > 1 && work.SumOfClaims(its) == work.Lines[line].Amount)
            {
                work.Take(MatchGroup.Matched, MatchWay.Number, its, [line], $"{its.Count} 张单合并入账");
            }
        }
        foreach (var claim in claims.Where(work.IsOpenClaim).ToList())
        {
            var its = lines.Where(l => work.IsOpenLine(l) && named[l].Contains(claim)).ToList();
            if (its.Count > 1 && SubsetSum.Find([.. its.Select(l => work.Lines[l].Amount.Fen)], work.Claims[claim].Amount.Fen) is { } parts)
            {
                work.Take(MatchGroup.Matched, MatchWay.Number, [claim], [.. parts.Select(p => its[p])], $"拆成 {parts.Count} 笔入账");
            }
        }
        var openClaims = claims.Where(work.IsOpenClaim).ToList();
        var openLines = lines.Where(work.IsOpenLine).ToList();
        if (openClaims.Count > 0 && openLines.Count > 0)
        {
            var agrees = work.SumOfClaims(openClaims) == work.SumOfLines(openLines);
            foreach (var claim in openClaims.Where(c => !agrees && openLines.Any(l => named[l].Contains(c))))
            {
                var its = openLines.Where(l => work.IsOpenLine(l) && named[l].Contains(claim)).ToList();
                work.Take(MatchGroup.AmountDiffers, MatchWay.Number, [claim], its, its.Count > 1 ? $"账上共 {its.Count} 笔" : its.Count == 0 ? "与别的单合并入账，合计不符" : "");
            }
            if (agrees)
            {
                work.Take(MatchGroup.Matched, MatchWay.Number, openClaims, openLines, "拆分和合并入账，合计相符");
            }
        }
        foreach (var line in lines.Where(work.IsOpenLine))
        {
            var twice = named[line].Any(c => work.Claims[c].Amount == work.Lines[line].Amount);
            work.Note(line, twice ? "同一单号重复入账" : "单号已与其他分录核对");
        }
    }

    private static void ByAmountAndDay(Work work, bool[] isNumbered, MatchingOptions options, Decisions decisions)
    {
        var open = Enumerable.Range(0, work.Lines.Count).Where(l => work.IsOpenLine(l) && !isNumbered[l] && work.Lines[l].Amount.Fen > 0).ToLookup(l => work.Lines[l].Amount);
        var pairs = from claim in Enumerable.Range(0, work.Claims.Count).Where(work.IsOpenClaim)
                    where work.Claims[claim].Day is not null
                    from line in open[work.Claims[claim].Amount]
                    where work.Lines[line].Day is not null
                    let apart = Math.Abs(work.Lines[line].Day!.Value.DayNumber - work.Claims[claim].Day!.Value.DayNumber)
                    where apart <= options.WindowDays && decisions.MayPropose(work.Claims[claim], work.Lines[line])
                    orderby work.Claims[claim].IsOptional, Vouchers.IsSame(work.Claims[claim].Voucher, work.Lines[line].Voucher) descending, apart,
                        Likeness(work.Claims[claim].Description, work.Lines[line].Summary) descending, claim, line
                    select (claim, line, apart);
        foreach (var (claim, line, apart) in pairs.ToList())
        {
            if (work.IsOpenClaim(claim) && work.IsOpenLine(line))
            {
                work.Take(MatchGroup.Matched, MatchWay.AmountAndDay, [claim], [line], $"账上没有单号，按金额和日期（相差 {apart} 天）核对");
            }
        }
    }

    /// <summary>How many pairs of neighbouring characters two texts share.</summary>
    private static int Likeness(string a, string b) => a.Zip(a.Skip(1)).Intersect(b.Zip(b.Skip(1))).Count();
}
