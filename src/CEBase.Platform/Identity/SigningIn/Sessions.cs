using CEBase.Platform.Data;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>Opens them by the one sessions.</summary>
internal sealed class Sessions(IDatabase database, AccountRepository repository, SignInSessions sessions) : ISessions
{
    public async Task OpenAsync(long accountId)
    {
        var account = await database.ReadAsync(db => repository.FindAsync(db, accountId));
        await sessions.OpenAsync(account ?? throw new InvalidOperationException("There is no such account."));
    }
}
