namespace CEBase.Platform.Security;

/// <summary>
/// Names of the rate limits that the host sets from <c>RateLimits:*</c>. A page carries <c>[EnableRateLimiting(RateLimitPolicies.SignIn)]</c>,
/// an endpoint <c>.RequireRateLimiting(…)</c>. Only writes count: looking at a form is free.
/// </summary>
public static class RateLimitPolicies
{
    /// <summary>Signing in, by address and by the account that is tried: <c>RateLimits:SignInPerMinute</c>.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Registering an account, by address: <c>RateLimits:RegistrationsPerMinute</c>.</summary>
    public const string Registration = "registration";

    /// <summary>Applying for a class, by account: <c>RateLimits:ApplicationsPerMinute</c>.</summary>
    public const string Applications = "applications";

    /// <summary>Notifications of the payment platform, by address: <c>RateLimits:NotificationsPerMinute</c>.</summary>
    public const string Notifications = "notifications";

    /// <summary>Checking a certificate or a code, by address: <c>RateLimits:VerificationsPerMinute</c>. Counts reads too.</summary>
    public const string Verification = "verification";
}
