namespace CEBase.Funds.Income.Arrivals;

/// <summary>A line of the school's account.</summary>
internal sealed record Arrival
{
    public long Id { get; init; }

    /// <summary>The bank's number of the line.</summary>
    public string OutsideNo { get; init; } = "";

    public Money Amount { get; init; }

    /// <summary>What of it was put to bills.</summary>
    public Money Used { get; init; }

    /// <summary>What of it was sent back to its payer.</summary>
    public Money Returned { get; init; }

    /// <summary>What waits for somebody to say where it belongs.</summary>
    public Money Rest => Amount - Used - Returned;

    public DateOnly PaidOn { get; init; }
    public string PayerName { get; init; } = "";
    public string Remark { get; init; } = "";

    /// <summary>waiting, matched or other.</summary>
    public string State { get; init; } = "";

    public string Note { get; init; } = "";

    public const string Select = "SELECT id, outside_no, amount, used, returned, paid_on, payer_name, remark, state, note FROM arrival";

    public static Task<Arrival?> FindAsync(DbScope db, long id) => db.FirstAsync<Arrival>($"{Select} WHERE id = @id", new { id });
}

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
        var named = bills.Where(b => Names(remark, b.Number)).ToList();
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

    /// <summary>Whether payment and bill name the same: the payer, or in the remark the bill's number or payer.</summary>
    public static bool IsFor(string payer, string remark, Receivable bill) =>
        (payer.Length > 0 && TextFold.Key(payer) == TextFold.Key(bill.PayerName)) || Names(TextFold.Key(remark), bill.Number) || (bill.PayerName.Length > 1 && TextFold.Key(remark).Contains(TextFold.Key(bill.PayerName), StringComparison.Ordinal));

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

    /// <summary>The number with nothing but other characters around it: YS2026-0001 isn't named by YS2026-00012.</summary>
    private static bool Names(string remark, string number)
    {
        var wanted = TextFold.Key(number);
        for (var at = remark.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = remark.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            var end = at + wanted.Length;
            if (end == remark.Length || !char.IsAsciiDigit(remark[end]))
            {
                return true;
            }
        }
        return false;
    }

}
