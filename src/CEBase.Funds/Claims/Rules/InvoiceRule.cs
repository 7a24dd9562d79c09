using System.Text;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.Claims.Rules;

/// <summary>Who the base is on an invoice.</summary>
/// <param name="Title">Its title; null while nobody has set it.</param>
/// <param name="Code">Its credit code; null while nobody has set it.</param>
internal sealed record InvoiceHeader(string? Title, string? Code);

/// <summary>An invoice is made out to the base and is claimed once.</summary>
[RestsOn("MOF540:papers", How = "发票抬头和税号与本单位核对，同一发票号码只能报销一次")]
internal static class InvoiceRule
{
    public const string Missing = "claim.invoice-missing";
    public const string Twice = "claim.invoice-twice";
    public const string WrongTitle = "claim.invoice-title";
    public const string WrongCode = "claim.invoice-code";
    public const string CodeUnknown = "claim.invoice-code-unset";

    /// <param name="line">The line.</param>
    /// <param name="own">The base's own header.</param>
    /// <param name="elsewhere">Where the same number stands as well: 本单第 1 行, BX2026-0003.</param>
    public static IEnumerable<Finding> Check(ClaimLine line, InvoiceHeader own, IReadOnlyCollection<string> elsewhere)
    {
        if (line.InvoiceNo.Length == 0)
        {
            if (line.Kind.NeedsInvoice())
            {
                yield return Finding.Review(Missing, $"{line.Kind.Label()}没有填发票号码。确实没有发票的，请说明原因。", "MOF540:papers");
            }
            yield break;
        }
        if (elsewhere.Count > 0)
        {
            yield return Finding.Block(Twice, $"发票号码 {line.InvoiceNo} 已用于{string.Join("、", elsewhere)}，同一张发票只能报销一次。", "MOF540:papers");
        }
        if (own.Title is { } title && Fold(line.InvoiceTitle) != Fold(title))
        {
            yield return Finding.Block(WrongTitle, line.InvoiceTitle.Length == 0 ? $"没有填写发票抬头。请照发票填写，应是本单位“{title}”。" : $"发票抬头“{line.InvoiceTitle}”不是本单位“{title}”。请向开票方换开。", "MOF540:papers");
        }
        if (own.Code is { } code && Fold(line.InvoiceCode) != Fold(code))
        {
            yield return Finding.Block(WrongCode, line.InvoiceCode.Length == 0 ? $"没有填写发票上的统一社会信用代码。请照发票填写，应是本单位的 {code}。" : $"发票上的统一社会信用代码“{line.InvoiceCode}”不是本单位的 {code}。请核对，或向开票方换开。", "MOF540:papers");
        }
        if (own.Code is null)
        {
            yield return Finding.Note(CodeUnknown, "本单位统一社会信用代码还没有在参数里填写，没有核对发票税号。", "MOF540:papers");
        }
    }

    /// <summary>Letters and digits in one form, so that spaces, width and brackets don't tell two equal things apart.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var c in (text ?? "").Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c))
            {
                folded.Append(char.ToUpperInvariant(c));
            }
        }
        return folded.ToString();
    }
}
