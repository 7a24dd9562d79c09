namespace CEBase.Platform.Identity;

/// <summary>The section <c>Identity</c> of the configuration.</summary>
internal sealed class IdentitySettings
{
    /// <summary>Failures in a row that lock an account.</summary>
    public int FailuresBeforeLockout { get; init; } = 5;

    /// <summary>How long it stays locked.</summary>
    public int LockoutMinutes { get; init; } = 15;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA512; each sign-in costs them once.</summary>
    public int PasswordIterations { get; init; } = 100_000;

    /// <summary>Staff must have a second factor before they can do anything. By default everywhere but in Development.</summary>
    public bool? RequireSecondFactorForStaff { get; init; }

    /// <summary>A session ends after this many minutes without a request.</summary>
    public int IdleMinutes { get; init; } = 480;

    /// <summary>How soon "sign out everywhere", a disabled account or a changed role reaches open sessions.</summary>
    public int ValidationSeconds { get; init; } = 60;

    /// <summary>Life of a bearer token.</summary>
    public int AccessTokenMinutes { get; init; } = 60;

    /// <summary>Life of a refresh token.</summary>
    public int RefreshTokenDays { get; init; } = 14;

    /// <summary>Life of a one-time link that sets a password.</summary>
    public int PasswordLinkHours { get; init; } = 72;
}
