using CEBase.Platform.Data;
using Microsoft.Extensions.Hosting;

namespace CEBase.Platform.Setup;

/// <summary>
/// Whether the base still has to be set up: outside Development, as long as there is no administrator. Nothing has a default password, so
/// the first administrator proves to be the operator by a one-time token that stands in the log only.
/// </summary>
public sealed partial class SetupState(IDatabase database, IHostEnvironment environment, ILogger<SetupState> log)
{
    /// <summary>The role that ends the setup.</summary>
    internal const string AdministratorRole = "administrator";

    private readonly string _token = RandomNumberGenerator.GetHexString(24, lowercase: true);
    private volatile bool _done = environment.IsDevelopment();

    /// <summary>There is no administrator yet.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancel = default)
    {
        if (!_done)
        {
            _done = await database.ReadAsync(HasAdministratorAsync, cancel);
        }
        return !_done;
    }

    /// <summary>Writes the token to the log when it will be asked for.</summary>
    public async Task AnnounceAsync(CancellationToken cancel = default)
    {
        if (await IsNeededAsync(cancel))
        {
            LogToken(_token);
        }
    }

    internal static async Task<bool> HasAdministratorAsync(DbScope db) => await db.ScalarAsync<long>("""
        SELECT count(*) FROM account_role r JOIN account a ON a.id = r.account_id
        WHERE r.role_name = @AdministratorRole AND a.is_active = TRUE
        """, new { AdministratorRole }) > 0;

    /// <summary>What the operator is asked for.</summary>
    internal string Token => _token;

    internal bool IsToken(string? typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_token), Encoding.UTF8.GetBytes((typed ?? "").Trim().ToLowerInvariant()));

    [LoggerMessage(Level = LogLevel.Warning, Message = "No administrator yet. Open /setup and enter this one-time token: {Token}")]
    private partial void LogToken(string token);
}
