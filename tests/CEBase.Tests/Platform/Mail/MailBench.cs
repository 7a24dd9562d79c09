using CEBase.Platform.Mail;
using Microsoft.Extensions.Logging;

namespace CEBase.Tests.Platform.Mail;

/// <summary>A bench whose mail goes to a server in this process.</summary>
internal static class MailBench
{
    public static Task<Bench> StartAsync(DatabaseKind kind, MailServer server, params string[] permissions) => Bench.StartAsync(kind, services =>
    {
        services.AddScoped<ICurrentUser>(_ => new TestUser(1, permissions));
        services.AddSingleton<IMailSender>(provider => new SmtpMailSender(
            provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<MailSettingsRepository>(), provider.GetRequiredService<ILogger<SmtpMailSender>>())
        {
            CertificateCheck = (_, certificate, _, _) => certificate!.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256) == server.Thumbprint,
        });
    });

    public static MailSettingsForm Form(MailServer server, MailSecurity security = MailSecurity.None) => new()
    {
        Host = MailServer.Host,
        Port = server.Port,
        Security = security,
        UserName = security == MailSecurity.None ? null : MailServer.User,
        Password = security == MailSecurity.None ? null : MailServer.Password,
        FromAddress = "jijiao@nwpu.example.cn",
        FromName = "继续教育基地",
        SiteAddress = "https://jj.example.cn/",
    };

    public static Task SaveAsync(this Bench bench, MailSettingsForm form) => bench.RunAsync<MailSettingsService>(service => service.SaveAsync(form, default));

    public static async Task<string?> CodeAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }
}
