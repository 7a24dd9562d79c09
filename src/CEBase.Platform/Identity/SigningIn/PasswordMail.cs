using CEBase.Platform.Data;
using CEBase.Platform.Mail;
using CEBase.Platform.Refusals;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>Sends an account the link by which it sets a new password. Who asks learns nothing from it: see <see cref="PasswordMailQueue"/>.</summary>
internal sealed partial class PasswordMail(
    IDatabase database, AccountRepository repository, PasswordLinks links, MailSettingsRepository settings, IMailSender sender, Trace trace, ILogger<PasswordMail> log)
{
    /// <summary>Sends the link, when an active account with an e-mail address has this login. The link of an earlier mail no longer holds.</summary>
    public async Task SendAsync(string login, CancellationToken cancel = default)
    {
        if (Login.Key(login) is not { } key || await MessageAsync(key, cancel) is not { } mail)
        {
            return;
        }
        try
        {
            await sender.SendAsync(mail, cancel);
        }
        catch (Refusal failed)
        {
            LogNotSent(failed.Code);
        }
    }

    private Task<OutgoingMail?> MessageAsync(string key, CancellationToken cancel) => database.WriteAsync(async db =>
    {
        if (await repository.FindByKeyAsync(db, key) is not { IsActive: true, Email: { } email } account
            || await settings.FindAsync(db) is not { } server
            || await links.MakeForMailAsync(db, account) is not { } path)
        {
            return null;
        }
        await trace.AppendAsync(db, AccountTraces.Entry(account.Id, "password_mail_asked"), AccountActor.Stranger);
        return new OutgoingMail(email, "重设登录密码", $"""
            {account.DisplayName}：

            有人（应该是您本人）申请重设您在{server.FromName}的登录密码。请在 {PasswordLinks.MailLife.TotalMinutes:0} 分钟内打开下面的链接，设置新密码。链接只能用一次。

            {server.SiteAddress}{path}

            如果不是您本人申请的，请不要理会这封邮件，原来的密码照常可用。

            {server.FromName}
            {server.SiteAddress}

            """.ReplaceLineEndings("\n"));
    }, cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A link that sets a password could not be mailed: {Code}")]
    private partial void LogNotSent(string code);
}
