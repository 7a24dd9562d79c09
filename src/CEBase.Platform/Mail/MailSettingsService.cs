using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Mail;

/// <summary>Changes the mail settings and tries them; both leave a trace, without passwords and recipients.</summary>
internal sealed class MailSettingsService(IDatabase database, MailSettingsRepository repository, IMailSender sender, Trace trace, ICurrentUser user)
{
    public const string RecordType = "MailSettings";
    private const long RecordId = 1;

    /// <summary>What the acts are called.</summary>
    public static readonly IReadOnlyDictionary<string, string> Acts = new Dictionary<string, string> { ["change"] = "修改", ["mail_tested"] = "发送测试邮件" };

    /// <summary>The settings, null before the first were saved, and what happened to them.</summary>
    public Task<(MailSettings? Settings, IReadOnlyList<TraceLine> History)> OpenAsync(CancellationToken cancel) => database.ReadAsync(
        async db => (await repository.FindAsync(db), await trace.OfAsync(db, RecordType, RecordId)), cancel);

    /// <summary>Saves what the form holds.</summary>
    /// <exception cref="Refusal">What <see cref="MailSettingsForm.Read"/> refuses; <c>mail_settings_changed</c> when somebody else saved meanwhile.</exception>
    public Task SaveAsync(MailSettingsForm form, CancellationToken cancel) => database.WriteAsync(async db =>
    {
        var settings = form.Read(await repository.FindAsync(db));
        if (!await repository.SaveAsync(db, settings))
        {
            throw new Refusal("mail_settings_changed", "邮件设置刚刚被别人改过，您的修改没有保存。请刷新页面，核对后再改。") { Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(RecordType, RecordId, "change") { Comment = $"{settings.Host}:{settings.Port}，发件人 {settings.FromAddress}" }, user);
    }, cancel);

    /// <summary>Sends a test message with the saved settings.</summary>
    /// <exception cref="Refusal">As <see cref="IMailSender.SendAsync"/>; <c>required</c>, <c>email_format</c>.</exception>
    public async Task TestAsync(string? to, CancellationToken cancel)
    {
        var address = MailSettingsForm.Address(to, "TestTo");
        await sender.SendAsync(new OutgoingMail(address, "继教基地测试邮件", "这是一封测试邮件。收到它，说明继教基地的邮件设置可以使用。\n"), cancel);
        await database.WriteAsync(db => trace.AppendAsync(db, new TraceEntry(RecordType, RecordId, "mail_tested"), user), cancel);
    }
}
