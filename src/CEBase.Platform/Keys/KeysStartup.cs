using System.Security.Cryptography.X509Certificates;
using CEBase.Platform.Data;
using CEBase.Platform.Jobs;
using CEBase.Platform.Modules;
using CEBase.Platform.Personal;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace CEBase.Platform.Keys;

/// <summary>Keys that protect cookies, tokens and personal numbers: in the database, under one name, so that any node reads what another wrote.</summary>
internal sealed class KeysStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        var protection = services.AddDataProtection().SetApplicationName("CEBase");
        services.AddOptions<KeyManagementOptions>().Configure<IDatabase, TimeProvider>((options, database, clock) =>
        {
            options.XmlRepository = new DatabaseXmlRepository(database, clock);
            options.AutoGenerateKeys = false;
        });
        services.AddSingleton<KeyRotation>();
        services.AddSingleton<IAfterMigration>(provider => provider.GetRequiredService<KeyRotation>());
        // After the first key: what is protected needs one.
        services.AddSingleton<PersonalNumbers>();
        services.AddSingleton<IPersonalNumbers>(provider => provider.GetRequiredService<PersonalNumbers>());
        services.AddSingleton<IAfterMigration>(provider => provider.GetRequiredService<PersonalNumbers>());
        services.AddJob<KeyRotation>("keep-keys", "0 15 3 * * ?");
        if (Configuration["DataProtection:CertificatePath"] is { Length: > 0 } path)
        {
            if (!File.Exists(path))
            {
                throw new ModuleException($"没有找到保护密钥的证书 {path}，请检查配置 DataProtection:CertificatePath。");
            }
            protection.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(path, Configuration["DataProtection:CertificatePassword"]));
        }
    }
}
