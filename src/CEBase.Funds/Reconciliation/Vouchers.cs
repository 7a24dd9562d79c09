namespace CEBase.Funds.Reconciliation;

/// <summary>
/// Pairs what is open by the voucher that the base knows. Voucher numbers start again every month, so that they speak only within one accounting
/// month; with another amount they only propose.
/// </summary>
internal static class Vouchers
{
    /// <summary>Pairs.</summary>
    /// <param name="work">What is open.</param>
    /// <param name="isNumbered">Lines whose summary names a number: they have been looked at.</param>
    /// <param name="decisions">What was rejected before.</param>
    public static void Pair(Work work, bool[] isNumbered, Decisions decisions)
    {
        var lines = Enumerable.Range(0, work.Lines.Count).Where(l => work.IsOpenLine(l) && !isNumbered[l])
            .ToLookup(l => KeyOf(work.Lines[l].Voucher, work.Lines[l].Day));
        var vouchers = Enumerable.Range(0, work.Claims.Count).Where(work.IsOpenClaim).GroupBy(c => KeyOf(work.Claims[c].Voucher, work.Claims[c].Day)).Where(g => g.Key.Length > 0);
        foreach (var voucher in vouchers.ToList())
        {
            PairVoucher(work, [.. voucher], [.. lines[voucher.Key]], decisions);
        }
    }

    /// <summary>Whether both name the same voucher, whatever the month: 记-00012 and 记12 are one.</summary>
    public static bool IsSame(string a, string b) => Plain(a) is { Length: > 0 } plain && plain == Plain(b);

    private static void PairVoucher(Work work, List<int> claims, List<int> lines, Decisions decisions)
    {
        foreach (var claim in claims)
        {
            if (lines.FindIndex(l => work.IsOpenLine(l) && work.Lines[l].Amount == work.Claims[claim].Amount && decisions.MayPropose(work.Claims[claim], work.Lines[l])) is >= 0 and var same)
            {
                work.Take(MatchGroup.Matched, MatchWay.Voucher, [claim], [lines[same]], "");
            }
        }
        List<int> openClaims = [.. claims.Where(work.IsOpenClaim)], openLines = [.. lines.Where(work.IsOpenLine)];
        var mayPair = openClaims.Count > 0 && openLines.Count > 0 && openClaims.All(c => openLines.All(l => decisions.MayPropose(work.Claims[c], work.Lines[l])));
        if (mayPair && work.SumOfClaims(openClaims) == work.SumOfLines(openLines))
        {
            work.Take(MatchGroup.Matched, MatchWay.Voucher, openClaims, openLines, $"同一凭证，{openClaims.Count} 张单与 {openLines.Count} 笔分录合计相符");
        }
        else if (mayPair && openClaims.Count == 1 && openLines.Count == 1)
        {
            work.Take(MatchGroup.AmountDiffers, MatchWay.VoucherOnly, openClaims, openLines, "凭证号和月份相同，金额不同；确认是同一笔后按金额不符处理");
        }
    }

    private static string KeyOf(string voucher, DateOnly? day) => day is { } known && Plain(voucher) is { Length: > 0 } plain ? $"{AccountingPeriod.MonthOf(known)} {plain}" : "";

    private static string Plain(string voucher)
    {
        var digits = string.Concat(voucher.Where(char.IsAsciiDigit)).TrimStart('0');
        return digits.Length > 0 ? string.Concat(voucher.Where(char.IsLetter)) + digits : "";
    }
}
