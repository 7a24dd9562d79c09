using CEBase.Funds.Standards;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.LectureFees;

/// <summary>What other lists have fixed for a payee in a month.</summary>
internal readonly record struct MonthBefore(Money Net, Money Gross);

/// <summary>Tax of a list: one payee's fees of one month are added up, those of lists fixed before included, and what the sum costs more is shared out by what each line brings.</summary>
[RestsOn("MOF540:lecture-fee", How = "同一人同月的讲课费合并换算税前数和税款，本校在职人员随工资计税")]
internal static class FeeTax
{
    /// <param name="lines">Lines with their net sums.</param>
    /// <param name="before">What was fixed before, by payee and first day of the month.</param>
    /// <param name="taxes">Withholding tables.</param>
    public static IReadOnlyList<FeeLine> Apply(IReadOnlyList<FeeLine> lines, IReadOnlyDictionary<(long, DateOnly), MonthBefore> before, TaxBook taxes)
    {
        var done = new Dictionary<(long, DateOnly, Claims.HalfDay), FeeLine>();
        foreach (var month in lines.GroupBy(l => (l.InstructorId, Month: Month(l.Day))))
        {
            var own = month.OrderBy(l => l.Day).ThenBy(l => l.HalfDay).ToList();
            var net = own.Sum(l => l.Net);
            if (own[0].IsInHouse || net == Money.Zero || taxes.On(own[^1].Day) is not { } schedule)
            {
                own.ForEach(l => done[l.Key] = l with { Gross = l.Net, Tax = Money.Zero });
                continue;
            }
            var earlier = before.GetValueOrDefault((month.Key.InstructorId, month.Key.Month));
            var gross = schedule.Table.GrossUp(net + earlier.Net).Gross - earlier.Gross;
            gross = gross < net ? net : gross;
            var (leftNet, leftTax) = (net, gross - net);
            foreach (var line in own)
            {
                var tax = leftNet == Money.Zero ? Money.Zero : new Money((long)Math.Round(leftTax.Fen * (decimal)line.Net.Fen / leftNet.Fen, MidpointRounding.AwayFromZero));
                done[line.Key] = line with { Gross = line.Net + tax, Tax = tax };
                (leftNet, leftTax) = (leftNet - line.Net, leftTax - tax);
            }
        }
        return [.. lines.Select(l => done[l.Key])];
    }

    public static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);
}
