using CEBase.Platform.Data;
using Microsoft.AspNetCore.DataProtection;

namespace CEBase.Platform.Mail;

/// <summary>The one row of <c>mail_settings</c>; user name and password lie there protected.</summary>
internal sealed class MailSettingsRepository(IDataProtectionProvider protection)
{
    private readonly IDataProtector _secrets = protection.CreateProtector("CEBase.Mail");

    /// <summary>The settings, or null before the first were saved.</summary>
    public async Task<MailSettings?> FindAsync(DbScope db) =>
        await db.FirstAsync<Row>("SELECT host, port, security, user_name, password, from_address, from_name, site_address, version FROM mail_settings WHERE id = 1") is { } row
            ? new MailSettings
            {
                Host = row.Host,
                Port = row.Port,
                Security = Enum.Parse<MailSecurity>(row.Security),
                UserName = Reveal(row.UserName),
                Password = Reveal(row.Password),
                FromAddress = row.FromAddress,
                FromName = row.FromName,
                SiteAddress = row.SiteAddress,
                Version = row.Version,
            }
            : null;

    /// <summary>Writes them; false when somebody else saved after <see cref="MailSettings.Version"/>.</summary>
    public async Task<bool> SaveAsync(DbScope db, MailSettings settings) => await db.ExecuteAsync("""
        INSERT INTO mail_settings (id, host, port, security, user_name, password, from_address, from_name, site_address, version)
        VALUES (1, @Host, @Port, @Security, @UserName, @Password, @FromAddress, @FromName, @SiteAddress, 1)
        ON CONFLICT (id) DO UPDATE SET host = @Host, port = @Port, security = @Security, user_name = @UserName, password = @Password,
          from_address = @FromAddress, from_name = @FromName, site_address = @SiteAddress, version = mail_settings.version + 1
        WHERE mail_settings.version = @Version
        """, new
    {
        settings.Host,
        settings.Port,
        Security = settings.Security.ToString(),
        UserName = Protect(settings.UserName),
        Password = Protect(settings.Password),
        settings.FromAddress,
        settings.FromName,
        settings.SiteAddress,
        settings.Version,
    }) == 1;

    private string? Protect(string? text) => text is null ? null : _secrets.Protect(text);

    private string? Reveal(string? stored) => stored is null ? null : _secrets.Unprotect(stored);

    private sealed class Row
    {
        public string Host { get; init; } = "";
        public int Port { get; init; }
        public string Security { get; init; } = "";
        public string? UserName { get; init; }
        public string? Password { get; init; }
        public string FromAddress { get; init; } = "";
        public string FromName { get; init; } = "";
        public string SiteAddress { get; init; } = "";
        public long Version { get; init; }
    }
}
