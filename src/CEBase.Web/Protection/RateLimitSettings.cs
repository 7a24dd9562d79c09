namespace CEBase.Web.Protection;

/// <summary><c>RateLimits</c> in the configuration: requests a minute, 0 for no limit.</summary>
internal sealed class RateLimitSettings
{
    /// <summary>Sign-in attempts, each by address and by account.</summary>
    public int SignInPerMinute { get; set; } = 10;

    /// <summary>Registrations by address.</summary>
    public int RegistrationsPerMinute { get; set; } = 10;

    /// <summary>Applications for classes by account, or by address for visitors.</summary>
    public int ApplicationsPerMinute { get; set; } = 30;

    /// <summary>Verifications by address.</summary>
    public int VerificationsPerMinute { get; set; } = 30;

    /// <summary>Notifications of the payment platform by address; it repeats what was not taken, so it is given room.</summary>
    public int NotificationsPerMinute { get; set; } = 600;
}
