using CEBase.Funds.Expenses;

namespace CEBase.Funds.LineRules;

/// <summary>Who the base is on an invoice.</summary>
/// <param name="Title">Its title; null while nobody has set it.</param>
/// <param name="Code">Its credit code; null while nobody has set it.</param>
internal sealed record InvoiceHeader(string? Title, string? Code);

/// <summary>Where a line's invoice stands as well, and what of it is claimed here.</summary>
internal sealed record InvoiceFacts
{
    /// <summary>Other claims that hold this very invoice.</summary>
    public IReadOnlyCollection<string> Elsewhere { get; init; } = [];

    /// <summary>Other claims that hold an old invoice of the same number, where one of the two doesn't tell its series.</summary>
    public IReadOnlyCollection<string> PerhapsElsewhere { get; init; } = [];

    /// <summary>Lines of this claim on the invoice, this one among them.</summary>
    public int Lines { get; init; } = 1;

    /// <summary>What they claim in all.</summary>
    public Money Claimed { get; init; }

    /// <summary>What they say the invoice comes to with tax; empty where none of them tells.</summary>
    public IReadOnlyCollection<Money> Totals { get; init; } = [];
}

/// <summary>An invoice is made out to the base and is claimed once.</summary>
[RestsOn("MOF540:papers", How = "发票抬头和税号与本单位核对，同一张发票只能由一张报销单报销，各行之和不超过价税合计")]
internal static class InvoiceRule
{
    public const string Missing = "claim.invoice-missing";
    public const string Twice = "claim.invoice-twice";
    public const string Unclear = "claim.invoice-unclear";
    public const string Form = "claim.invoice-form";
    public const string SeriesMissing = "claim.invoice-series-missing";
    public const string TotalsDiffer = "claim.invoice-totals-differ";
    public const string OverTotal = "claim.invoice-over-total";
    public const string TotalMissing = "claim.invoice-total-missing";
    public const string WrongTitle = "claim.invoice-title";
    public const string WrongCode = "claim.invoice-code";
    public const string CodeUnknown = "claim.invoice-code-unset";

    /// <param name="line">The line.</param>
    /// <param name="own">The base's own header.</param>
    /// <param name="facts">Where the invoice stands as well.</param>
    public static IEnumerable<Finding> Check(ClaimLine line, InvoiceHeader own, InvoiceFacts facts)
    {
        if (line.InvoiceNo.Length == 0)
        {
            if (line.NeedsInvoice)
            {
                yield return Finding.Review(Missing, $"{line.Kind.Label()}没有填发票号码。确实没有发票的，请说明原因。", "MOF540:papers");
            }
            yield break;
        }
        foreach (var finding in Number(line, facts).Concat(Total(line, facts)))
        {
            yield return finding;
        }
        if (own.Title is { } title && TextFold.Key(line.InvoiceTitle) != TextFold.Key(title))
        {
            yield return Finding.Block(WrongTitle, line.InvoiceTitle.Length == 0 ? $"没有填写发票抬头。请照发票填写，应是本单位“{title}”。" : $"发票抬头“{line.InvoiceTitle}”不是本单位“{title}”。请向开票方换开。", "MOF540:papers");
        }
        if (own.Code is { } code && TextFold.Key(line.InvoiceCode) != TextFold.Key(code))
        {
            yield return Finding.Block(WrongCode, line.InvoiceCode.Length == 0 ? $"没有填写发票上的统一社会信用代码。请照发票填写，应是本单位的 {code}。" : $"发票上的统一社会信用代码“{line.InvoiceCode}”不是本单位的 {code}。请核对，或向开票方换开。", "MOF540:papers");
        }
        if (own.Code is null)
        {
            yield return Finding.Note(CodeUnknown, "本单位统一社会信用代码还没有在参数里填写，没有核对发票税号。", "MOF540:papers");
        }
    }

    private static IEnumerable<Finding> Number(ClaimLine line, InvoiceFacts facts)
    {
        var isOld = line.InvoiceNo.Length == InvoiceNumber.OldLength;
        if (facts.Elsewhere.Count > 0)
        {
            yield return Finding.Block(Twice, $"发票号码 {line.InvoiceNo} 已用于 {string.Join("、", facts.Elsewhere)}，同一张发票只能由一张报销单报销。", "MOF540:papers");
        }
        if (facts.PerhapsElsewhere.Count > 0)
        {
            var others = string.Join("、", facts.PerhapsElsewhere);
            yield return line.InvoiceSeries.Length == 0
                ? Finding.Block(Unclear, $"{others} 有一张号码同为 {line.InvoiceNo} 的发票，这一行没有填发票代码，分不清是不是同一张。请填写发票代码。", "MOF540:papers")
                : Finding.Review(Unclear, $"{others} 有一张号码同为 {line.InvoiceNo} 的发票，那里没有填发票代码。请核对不是同一张。", "MOF540:papers");
        }
        if (isOld && line.InvoiceSeries.Length == 0)
        {
            yield return Finding.Review(SeriesMissing, $"发票号码 {line.InvoiceNo} 是 8 位，要和票面上的发票代码（10 位或 12 位）合起来才唯一。请填写发票代码。", "MOF540:papers");
        }
        if (isOld ? line.InvoiceSeries.Length > 0 && !InvoiceNumber.IsSeries(line.InvoiceSeries) : line.InvoiceNo.Length != InvoiceNumber.DigitalLength)
        {
            yield return Finding.Review(Form, isOld
                ? $"发票代码 {line.InvoiceSeries} 是 {line.InvoiceSeries.Length} 位，应为 10 位或 12 位。请照票面核对。"
                : $"发票号码 {line.InvoiceNo} 是 {line.InvoiceNo.Length} 位。数电发票是 20 位，其他发票是 8 位另加发票代码。请照票面核对。", "MOF540:papers");
        }
    }

    /// <summary>Several lines may share an invoice, one for each budget item; together they claim no more than it comes to.</summary>
    private static IEnumerable<Finding> Total(ClaimLine line, InvoiceFacts facts)
    {
        switch (facts.Totals.Count)
        {
            case 0 when facts.Lines > 1:
                yield return Finding.Review(TotalMissing, $"本单有 {facts.Lines} 行用发票 {line.InvoiceNo}，共 {facts.Claimed} 元。请填写这张发票的价税合计，以便核对。", "MOF540:papers");
                break;
            case 1 when facts.Claimed > facts.Totals.First():
                yield return Finding.Block(OverTotal, $"发票 {line.InvoiceNo} 的价税合计是 {facts.Totals.First()} 元，本单 {facts.Lines} 行共报 {facts.Claimed} 元，多出 {facts.Claimed - facts.Totals.First()} 元。请更正金额。", "MOF540:papers");
                break;
            case > 1:
                yield return Finding.Block(TotalsDiffer, $"发票 {line.InvoiceNo} 的价税合计在各行写得不一样（{string.Join("、", facts.Totals)} 元）。请照票面改成一致。", "MOF540:papers");
                break;
        }
    }
}
