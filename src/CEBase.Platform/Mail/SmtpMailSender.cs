using System.Net.Security;
using System.Net.Sockets;
using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Telemetry;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Utils;

namespace CEBase.Platform.Mail;

/// <summary>Sends by SMTP. What is logged names neither the person nor the text.</summary>
internal sealed partial class SmtpMailSender(IDatabase database, MailSettingsRepository repository, ILogger<SmtpMailSender> log) : IMailSender
{
    private const int TimeoutSeconds = 20;

    /// <summary>Judges the server's certificate; null leaves that to the system's own trust, as everywhere outside tests.</summary>
    public RemoteCertificateValidationCallback? CertificateCheck { get; init; }

    public async Task<bool> IsReadyAsync(CancellationToken cancel = default) => await database.ReadAsync(repository.FindAsync, cancel) is not null;

    public async Task SendAsync(OutgoingMail mail, CancellationToken cancel = default)
    {
        var server = await database.ReadAsync(repository.FindAsync, cancel)
            ?? throw new Refusal("mail_not_configured", "还没有设置邮件服务器。请管理员在“系统 · 邮件”中设置。") { Status = 409 };
        try
        {
            await SendAsync(server, mail, cancel);
            Measures.Mailed(sent: true);
        }
        catch (Exception fault) when (SentenceOf(fault, server, cancel) is { } sentence)
        {
            Measures.Mailed(sent: false);
            LogFailed(fault.GetType().Name, (fault as SmtpCommandException)?.StatusCode.ToString());
            throw new Refusal("mail_failed", sentence) { Status = 502 };
        }
    }

    private async Task SendAsync(MailSettings server, OutgoingMail mail, CancellationToken cancel)
    {
        using var client = new SmtpClient
        {
            Timeout = TimeoutSeconds * 1000,
            LocalDomain = DomainOf(server),
            // Lists of revoked certificates can't be fetched from many campus networks; the chain itself is always checked.
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = CertificateCheck,
        };
        await client.ConnectAsync(server.Host, server.Port, server.Security switch
        {
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        }, cancel);
        if (server.UserName is not null)
        {
            await client.AuthenticateAsync(server.UserName, server.Password ?? "", cancel);
        }
        await client.SendAsync(Message(server, mail), cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }

    private static MimeMessage Message(MailSettings server, OutgoingMail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject, MessageId = MimeUtils.GenerateMessageId(DomainOf(server)), Body = new TextPart("plain") { Text = mail.Text } };
        message.From.Add(new MailboxAddress(server.FromName, server.FromAddress));
        message.To.Add(MailboxAddress.Parse(mail.To));
        // Keeps out-of-office replies away.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static string DomainOf(MailSettings server) => server.FromAddress[(server.FromAddress.IndexOf('@') + 1)..];

    /// <summary>What went wrong in a sentence for whoever keeps the settings; null for a fault of the program or a caller who gave up.</summary>
    private static string? SentenceOf(Exception fault, MailSettings server, CancellationToken cancel) => fault switch
    {
        OperationCanceledException when cancel.IsCancellationRequested => null,
        OperationCanceledException or TimeoutException => $"邮件服务器 {server.Host} 在 {TimeoutSeconds} 秒内没有回答，邮件没有发出。请核对地址、端口和加密方式。",
        AuthenticationException => "邮件服务器不接受这个用户名和密码，邮件没有发出。有的邮箱要用单独的授权码登录，请核对。",
        SslHandshakeException => "与邮件服务器的加密连接没有建立，邮件没有发出。请核对加密方式和端口；服务器用自签证书时，请先让本机信任它。",
        NotSupportedException => "邮件服务器不支持所选的加密或登录方式，邮件没有发出。请换一种加密方式，或清空用户名。",
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused => $"邮件服务器不接受这个收件人，邮件没有发出（{(int)refused.StatusCode} {refused.Message}）。",
        SmtpCommandException { ErrorCode: SmtpErrorCode.SenderNotAccepted } refused => $"邮件服务器不接受这个发件人，邮件没有发出（{(int)refused.StatusCode} {refused.Message}）。请核对发件邮箱。",
        SmtpCommandException refused => $"邮件服务器拒绝了邮件（{(int)refused.StatusCode} {refused.Message}）。",
        SocketException or IOException or ProtocolException or ServiceNotConnectedException => $"连不上邮件服务器 {server.Host}:{server.Port}，邮件没有发出。请核对地址、端口和加密方式，以及本机能否访问它。",
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message could not be sent: {Fault} {Status}")]
    private partial void LogFailed(string fault, string? status);
}
