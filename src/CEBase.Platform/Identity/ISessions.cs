namespace CEBase.Platform.Identity;

/// <summary>Sessions in the browser, for modules whose pages make accounts.</summary>
public interface ISessions
{
    /// <summary>Signs in the account that the current request has just made.</summary>
    Task OpenAsync(long accountId);
}
