using CEBase.Platform.Data;
using CEBase.Platform.Identity.SigningIn;

namespace CEBase.Platform.Identity;

/// <summary>Sessions in the browser, for modules whose pages make accounts.</summary>
public interface ISessions
{
    /// <summary>Signs in the account that the current request has just made.</summary>
    Task OpenAsync(long accountId);
}

/// <summary>Opens them by the one door.</summary>
internal sealed class Sessions(IDatabase database, SignInSessions door) : ISessions
{
    public async Task OpenAsync(long accountId)
    {
        var account = await database.ReadAsync(db => AccountTable.FindAsync(db, accountId));
        await door.OpenAsync(account ?? throw new InvalidOperationException("There is no such account."));
    }
}
