namespace CEBase.Funds.Reconciliation;

/// <summary>
/// Red lines of the ledger. A reversal that our own book has too is paired with it; every other is paired with the line it takes back: the one whose
/// voucher it names, else one with the same claim number and amount, else one without a number.
/// </summary>
internal static class Reversals
{
    /// <summary>Which of the entries that a line names can be meant: its reversal where the amount is that of the reversal, else what was paid.</summary>
    public static IReadOnlyList<int> Meant(IReadOnlyList<OwnEntry> claims, IReadOnlyList<int> named, BookLine line)
    {
        var reversals = named.Where(c => claims[c].Amount.Fen < 0).ToList();
        return reversals.Count == 0 ? named
            : line.Amount.Fen < 0 && reversals.Where(c => claims[c].Amount == line.Amount).ToList() is { Count: > 0 } same ? same
            : [.. named.Except(reversals)];
    }

    /// <summary>Our own reversals with the ledger's.</summary>
    public static void PairOwn(Work work, IReadOnlyList<IReadOnlyList<int>> named)
    {
        foreach (var red in Enumerable.Range(0, work.Lines.Count).Where(l => work.Lines[l].Amount.Fen < 0))
        {
            var line = work.Lines[red];
            var own = named[red].Where(c => work.IsOpenClaim(c) && work.Claims[c].Amount == line.Amount).Cast<int?>().FirstOrDefault()
                ?? (named[red].Count == 0 ? OfVoucher(work, line) : null);
            if (own is { } found)
            {
                work.Take(MatchGroup.Matched, named[red].Count > 0 ? MatchWay.Number : MatchWay.Voucher, [found], [red], "冲销");
            }
        }
    }

    /// <summary>What is left.</summary>
    public static void Pair(Work work, IReadOnlyList<IReadOnlyList<int>> named)
    {
        foreach (var red in Enumerable.Range(0, work.Lines.Count).Where(l => work.IsOpenLine(l) && work.Lines[l].Amount.Fen < 0))
        {
            var line = work.Lines[red];
            var same = Enumerable.Range(0, work.Lines.Count).Where(l => work.IsOpenLine(l) && work.Lines[l].Amount == -line.Amount).ToList();
            var taken = same.Where(l => NamesVoucher(line.Summary, work.Lines[l].Voucher)).Cast<int?>().FirstOrDefault()
                ?? same.Where(l => named[red].Count > 0 && named[l].Intersect(named[red]).Any()).Cast<int?>().LastOrDefault()
                ?? (named[red].Count == 0 ? same.Where(l => named[l].Count == 0 && IsBefore(work.Lines[l], line)).Cast<int?>().LastOrDefault() : null);
            if (taken is { } found)
            {
                work.Cancel(found, red, named[found]);
            }
        }
    }

    /// <summary>Our reversal of the claim whose voucher the red line names.</summary>
    private static int? OfVoucher(Work work, BookLine red) => Enumerable.Range(0, work.Claims.Count)
        .Where(c => work.IsOpenClaim(c) && work.Claims[c].Amount == red.Amount && NamesVoucher(red.Summary, work.Claims[c].Voucher)).Cast<int?>().FirstOrDefault();

    private static bool IsBefore(BookLine line, BookLine red) => line.Day is null || red.Day is null || line.Day <= red.Day;

    private static bool NamesVoucher(string summary, string voucher) => voucher.Length >= 3 && summary.Contains(voucher, StringComparison.OrdinalIgnoreCase);
}
