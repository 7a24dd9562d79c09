using CEBase.Platform.Data;
using CEBase.Platform.Findings;
using CEBase.Platform.Values;
using Microsoft.AspNetCore.DataProtection;

namespace CEBase.Platform.Personal;

/// <summary>
/// Encrypts by data protection and hashes by HMAC-SHA256 with a key of the installation's own, which lies protected in
/// <c>platform_secret</c>: one for all nodes, made once after the first migration.
/// </summary>
[RestsOn("PIPL:51", "BJTU:34", How = "证件号码加密保存，另存密钥散列用于查重")]
internal sealed class PersonalNumbers(IDatabase database, IDataProtectionProvider protection, TimeProvider clock) : IPersonalNumbers, IAfterMigration
{
    private const string SecretName = "personal-number-hash";

    private readonly IDataProtector _numbers = protection.CreateProtector("CEBase.PersonalNumber");
    private readonly IDataProtector _secrets = protection.CreateProtector("CEBase.PlatformSecret");
    private byte[]? _key;

    public ProtectedNumber Protect(DocumentKind kind, string number) => new(Protect(number), Hash(kind, number), Masking.Document(number));

    public ProtectedNumber ProtectCard(string number) => new(Protect(number), "", Masking.Document(number));

    public string Protect(string text) => _numbers.Protect(text);

    public string Reveal(string stored) => _numbers.Unprotect(stored);

    public string Hash(DocumentKind kind, string number) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key ??= Load(), Encoding.UTF8.GetBytes($"{kind}:{TextFold.Number(number)}")));

    /// <summary>
    /// Makes the key where there is none. Two nodes may both try; the first row stays. Protecting comes before the write, since it may itself
    /// have to write the first data-protection key.
    /// </summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var value = _secrets.Protect(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await database.WriteAsync(db => db.ExecuteAsync(
            "INSERT INTO platform_secret (name, value, created_at) VALUES (@SecretName, @value, @At) ON CONFLICT DO NOTHING",
            new { SecretName, value, At = clock.GetUtcNow() }), cancel);
        _key = null;
    }

    /// <summary>Blocks once in the life of the process.</summary>
    private byte[] Load()
    {
        var stored = Task.Run(() => database.ReadAsync(db => db.ScalarAsync<string>(
            "SELECT value FROM platform_secret WHERE name = @SecretName", new { SecretName }))).GetAwaiter().GetResult()
            ?? throw new InvalidOperationException("The hash key of personal numbers is missing: the database was not migrated by this program.");
        return Convert.FromBase64String(_secrets.Unprotect(stored));
    }
}
