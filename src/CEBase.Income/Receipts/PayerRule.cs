using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>Whose money it is, asked before it is put to a bill: a mistyped number puts one person's money to another's bill.</summary>
[RestsOn("NPU:21", How = "付款人与缴费通知不一致、摘要也没有写明的到账，确认时须写明理由")]
[RestsOn("BJTU:38", How = "多于应缴的到账不记入缴费通知，余款留作待认领")]
internal static class PayerRule
{
    public const string Differs = "arrival.payer-differs";
    public const string RestLeft = "arrival.rest-left";

    /// <param name="payer">Who paid, as the bank or the payment page says; may be empty.</param>
    /// <param name="remark">What stands with the payment.</param>
    /// <param name="bills">The bills it is to pay.</param>
    public static IEnumerable<Finding> Check(string payer, string remark, IEnumerable<Receivable> bills)
    {
        foreach (var bill in bills.Where(b => !IsFor(payer, remark, b)))
        {
            yield return Finding.Review(Differs, $"付款人是“{(payer.Length > 0 ? payer : "不详")}”，{bill.Number} 的付款人是“{bill.PayerName}”，摘要也没有写明这份缴费通知。请核对编号；确属代付的，写明理由。", "NPU:21");
        }
    }

    /// <param name="rest">What the chosen bills leave of the money.</param>
    public static IEnumerable<Finding> CheckRest(Money rest)
    {
        if (rest > Money.Zero)
        {
            yield return Finding.Review(RestLeft, $"所选缴费通知缴清后还余 {rest} 元，余款留作待认领，可再认领到别的缴费通知或退回付款人。确认要这样办的，写明理由。", "BJTU:38");
        }
    }

    /// <summary>Whether payment and bill name the same: the payer, or in the remark the bill's number or payer.</summary>
    public static bool IsFor(string payer, string remark, Receivable bill) =>
        (payer.Length > 0 && TextFold.Key(payer) == TextFold.Key(bill.PayerName)) || Names(TextFold.Key(remark), bill.Number) || (bill.PayerName.Length > 1 && TextFold.Key(remark).Contains(TextFold.Key(bill.PayerName), StringComparison.Ordinal));

    /// <summary>The number stands in a folded remark, with nothing but other characters around it: YS2026-0001 isn't named by YS2026-00012.</summary>
    public static bool Names(string remark, string number)
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
