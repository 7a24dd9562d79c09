using CEBase.Platform.Modules;

namespace CEBase.Platform.Mail;

/// <summary>The sender and its settings.</summary>
internal sealed class MailStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<MailSettingsRepository>();
        services.AddSingleton<IMailSender, SmtpMailSender>();
        services.AddScoped<MailSettingsService>();
        services.AddTraceActs(("mail_tested", MailSettingsService.Acts["mail_tested"]));
    }
}
