using CEBase.Platform.Data;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>Opens them by the one door.</summary>
internal sealed class Sessions(IDatabase database, SignInSessions door) : ISessions
{
    public async Task OpenAsync(long accountId)
    {
        var account = await database.ReadAsync(db => AccountTable.FindAsync(db, accountId));
        await door.OpenAsync(account ?? throw new InvalidOperationException("There is no such account."));
    }
}
