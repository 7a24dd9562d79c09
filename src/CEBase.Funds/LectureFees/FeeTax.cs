using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;

namespace CEBase.Funds.LectureFees;

/// <summary>What other lists have fixed for a payee in the month of payment.</summary>
internal readonly record struct MonthBefore(Money Net, Money Gross);

/// <summary>Tax of a list: one payee's labour fees of the month of payment are added up, whatever kind they are, those of lists fixed before included, and what the sum costs more is shared out by what each line brings.</summary>
[RestsOn("MOF540:lecture-fee", "MOF128:standard", How = "同一人同月发放的讲课费、咨询费和劳务费合并换算税前数和税款，本校在职人员随工资计税")]
internal static class FeeTax
{
    /// <param name="lines">Lines of one list with their net sums.</param>
    /// <param name="before">What was fixed before in the month, by payee.</param>
    /// <param name="tax">Withholding table of the month; null where none is known.</param>
    public static IReadOnlyList<FeeLine> Apply(IReadOnlyList<FeeLine> lines, IReadOnlyDictionary<FeeOwner, MonthBefore> before, TaxTable? tax)
    {
        var done = new Dictionary<(FeeOwner, DateOnly, HalfDay), FeeLine>();
        foreach (var payee in lines.GroupBy(l => l.Owner))
        {
            var own = payee.OrderBy(l => l.Day).ThenBy(l => l.HalfDay).ToList();
            var net = own.Sum(l => l.Net);
            if (own[0].IsInHouse || net == Money.Zero || tax is null)
            {
                own.ForEach(l => done[l.Key] = l with { Gross = l.Net, Tax = Money.Zero });
                continue;
            }
            var earlier = before.GetValueOrDefault(payee.Key);
            var gross = tax.GrossUp(net + earlier.Net).Gross - earlier.Gross;
            gross = gross < net ? net : gross;
            var (leftNet, leftTax) = (net, gross - net);
            foreach (var line in own)
            {
                var share = leftNet == Money.Zero ? Money.Zero : new Money((long)Math.Round(leftTax.Fen * (decimal)line.Net.Fen / leftNet.Fen, MidpointRounding.AwayFromZero));
                done[line.Key] = line with { Gross = line.Net + share, Tax = share };
                (leftNet, leftTax) = (leftNet - line.Net, leftTax - share);
            }
        }
        return [.. lines.Select(l => done[l.Key])];
    }
}
