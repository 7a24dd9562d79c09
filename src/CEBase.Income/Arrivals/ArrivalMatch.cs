using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.Arrivals;

/// <summary>Bills that a line of the account may pay, with the reason; a person confirms.</summary>
/// <param name="Bills">One bill, or several of which the numbers stand in the remark.</param>
/// <param name="Why">编号、金额相符.</param>
/// <param name="IsSure">The numbers are named and the sum fits.</param>
internal sealed record Proposal(IReadOnlyList<Receivable> Bills, string Why, bool IsSure);

/// <summary>Finds what a transfer pays: by the number in its remark, then by payer and amount, then by amount and a name in the remark.</summary>
internal static class ArrivalMatch
{
    private const int Most = 5;

    public static IReadOnlyList<Proposal> Propose(Arrival arrival, IEnumerable<Receivable> open)
    {
        var bills = open.Where(b => b.Outstanding > Money.Zero).ToList();
        var remark = TextFold.Key(arrival.Remark);
        var named = bills.Where(b => PayerRule.Names(remark, b.Number)).ToList();
        if (named.Count > 0)
        {
            var sum = named.Sum(b => b.Outstanding);
            return sum == arrival.Rest ? [new Proposal(named, "摘要写明编号，金额相符", true)]
                : named.Count == 1 ? [new Proposal(named, arrival.Rest < sum ? $"摘要写明编号，为部分缴纳（尚欠 {sum} 元）" : $"摘要写明编号，但多于尚欠的 {sum} 元", false)]
                : [new Proposal(named, $"摘要写明 {named.Count} 个编号，合计 {sum} 元，与到账不符", false)];
        }
        var payer = TextFold.Key(arrival.PayerName);
        var fits = bills.Where(b => b.Outstanding == arrival.Rest).ToList();
        var byPayer = fits.Where(b => payer.Length > 0 && payer == TextFold.Key(b.PayerName)).Select(b => new Proposal([b], "付款人和金额相符", false));
        var byName = fits.Where(b => payer != TextFold.Key(b.PayerName) && b.PayerName.Length > 1 && remark.Contains(TextFold.Key(b.PayerName), StringComparison.Ordinal)).Select(b => new Proposal([b], "摘要有付款人姓名，金额相符", false));
        var partly = bills.Where(b => payer.Length > 0 && payer == TextFold.Key(b.PayerName) && b.Outstanding > arrival.Rest).Select(b => new Proposal([b], $"付款人相符，为部分缴纳（尚欠 {b.Outstanding} 元）", false));
        return [.. byPayer.Concat(byName).Concat(partly).Take(Most)];
    }

    /// <summary>How much of the money goes to each of the bills, in order; null when a bill gets nothing. What they don't need is left.</summary>
    public static IReadOnlyList<Money>? Split(Money amount, IReadOnlyList<Receivable> bills)
    {
        var (rest, parts) = (amount, new List<Money>());
        foreach (var bill in bills)
        {
            var part = bill.Outstanding < rest ? bill.Outstanding : rest;
            if (part <= Money.Zero)
            {
                return null;
            }
            parts.Add(part);
            rest -= part;
        }
        return parts.Count > 0 ? parts : null;
    }
}
