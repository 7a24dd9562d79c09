namespace CEBase.Funds.Reconciliation;

/// <summary>Pairs every red line with the line it takes back: the one whose voucher it names, else one with the same claim number and amount, else one without a number.</summary>
internal static class Reversals
{
    public static void Pair(Work work, IReadOnlyList<IReadOnlyList<int>> named)
    {
        foreach (var red in Enumerable.Range(0, work.Lines.Count).Where(l => work.Lines[l].Amount.Fen < 0))
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

    private static bool IsBefore(BookLine line, BookLine red) => line.Day is null || red.Day is null || line.Day <= red.Day;

    private static bool NamesVoucher(string summary, string voucher) => voucher.Length >= 3 && summary.Contains(voucher, StringComparison.OrdinalIgnoreCase);
}
