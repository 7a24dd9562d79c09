using System.Net.Mail;
using CEBase.Income.Demo;

namespace CEBase.Income.Invoices;

/// <summary>To whom an invoice is made out.</summary>
internal enum HeaderKind
{
    /// <summary>An organisation with a credit code.</summary>
    Organisation,

    /// <summary>A person.</summary>
    Person,
}

/// <summary>A header as the payer writes it. Nothing else of an invoice is the payer's to change.</summary>
internal sealed record HeaderDetails(HeaderKind Kind, string Title, string CreditCode, string Email)
{
    /// <summary>Where staff write it down: who confirmed it, on which paper.</summary>
    public string Paper { get; init; } = "";

    /// <summary>Ready to be kept. The title stays as written: full-width brackets belong to many registered names.</summary>
    public HeaderDetails Folded() => this with
    {
        Title = (Title ?? "").Trim(), CreditCode = Kind == HeaderKind.Person ? "" : CreditCodeOf(CreditCode), Email = (Email ?? "").Trim(), Paper = (Paper ?? "").Trim(),
    };

    private static string CreditCodeOf(string? typed) => CEBase.Platform.Personal.CreditCode.Check(typed).Number;
}

/// <summary>A header by which the payer can have the invoice reimbursed.</summary>
[RestsOn("MOF540:papers", How = "开票前由付款人确认抬头和税号，抬头为空或写“个人”的单位发票不开")]
internal static class HeaderRule
{
    public const string TitleMissing = "header.title-missing";
    public const string TitlePersonal = "header.title-personal";
    public const string CodeWrong = "header.code-wrong";
    public const string CodeDoubtful = "header.code-doubtful";
    public const string EmailWrong = "header.email-wrong";
    public const int MaxTitle = 100;

    private static readonly string[] Personal = ["个人", "本人", "无", "不详", "/"];

    /// <param name="header">Folded.</param>
    public static IEnumerable<(string Field, Finding Finding)> Check(HeaderDetails header)
    {
        if (header.Title.Length is 0 or > MaxTitle)
        {
            yield return (nameof(header.Title), Finding.Block(TitleMissing, header.Title.Length == 0 ? "请填写发票抬头。" : $"发票抬头最多 {MaxTitle} 个字。", "MOF540:papers"));
        }
        else if (Personal.Contains(TextFold.Of(header.Title).Replace(" ", "")))
        {
            yield return (nameof(header.Title), Finding.Block(TitlePersonal, header.Kind == HeaderKind.Organisation
                ? $"单位发票的抬头不能写“{header.Title}”，请写单位全称，否则不能报销。" : "请写付款人的姓名。", "MOF540:papers"));
        }
        if (header.Kind == HeaderKind.Organisation)
        {
            var code = CreditCode.Check(header.CreditCode);
            if (code.Sentence is { Length: > 0 } sentence)
            {
                yield return (nameof(header.CreditCode), Finding.Block(CodeWrong, sentence, "MOF540:papers"));
            }
            else if (!code.ChecksumFits)
            {
                yield return (nameof(header.CreditCode), Finding.Note(CodeDoubtful, "统一社会信用代码的校验位不符，请对照营业执照再核对一次。", "GB32100:check"));
            }
        }
        if (header.Email.Length > 0 && (header.Email.Length > 200 || !MailAddress.TryCreate(header.Email, out _)))
        {
            yield return (nameof(header.Email), Finding.Block(EmailWrong, "电子邮箱不正确，请检查后再填；电子发票发到这个邮箱。"));
        }
    }
}
