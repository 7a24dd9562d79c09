using CEBase.Platform.Lists;

namespace CEBase.Platform.Mail;

/// <summary>How the connection to the mail server is encrypted.</summary>
internal enum MailSecurity
{
    /// <summary>Begins in the clear and is encrypted before anything is said; usually port 587.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte; usually port 465.</summary>
    Tls,

    /// <summary>Not at all: for a relay in the same network that asks for no password; usually port 25.</summary>
    None,
}

/// <summary>The mail server and in whose name it is used. A class and no record, so that no log line prints the password.</summary>
internal sealed class MailSettings
{
    public string Host { get; init; } = "";
    public int Port { get; init; } = 587;
    public MailSecurity Security { get; init; }

    /// <summary>Null where the server asks for none; then there is no password either.</summary>
    public string? UserName { get; init; }

    public string? Password { get; init; }
    public string FromAddress { get; init; } = "";
    public string FromName { get; init; } = "";

    /// <summary>
    /// <c>https://…</c> without a slash at its end: what links in mail begin with. Set here and never taken from a request, whose host anybody may choose.
    /// </summary>
    public string SiteAddress { get; init; } = "";

    /// <summary>Counts changes, from 1; 0 before the first.</summary>
    public long Version { get; init; }
}

internal static class MailSecurityWords
{
    /// <summary>The choices of a form.</summary>
    public static IReadOnlyList<ListOption> Choices { get; } = Options.Of<MailSecurity>(Label);

    public static string Label(this MailSecurity security) => security switch
    {
        MailSecurity.StartTls => "STARTTLS（常用端口 587）",
        MailSecurity.Tls => "TLS（常用端口 465）",
        _ => "不加密（只用于内网转发，常用端口 25）",
    };
}
