namespace CEBase.Platform.Identity;

/// <summary>An account as the sign-in machinery sees it; a row of <c>account</c>.</summary>
internal sealed class Account
{
    public long Id { get; set; }
    public string DisplayName { get; set; } = "";
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? PasswordHash { get; set; }
    public bool MustChangePassword { get; set; }
    public string SecurityStamp { get; set; } = NewStamp();
    public long Version { get; set; } = 1;
    public bool IsActive { get; set; } = true;
    public int AccessFailed { get; set; }
    public DateTimeOffset? LockoutEnd { get; set; }
    public bool SecondFactor { get; set; }

    /// <summary>The TOTP key as stored: protected.</summary>
    public string? AuthenticatorKey { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>What the account signs in with, for messages and the authenticator app.</summary>
    public string Login => Email ?? Phone ?? "";

    public AccountInfo Card => new() { Id = Id, DisplayName = DisplayName, Phone = Phone, Email = Email, IsActive = IsActive };

    public static string NewStamp() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(16));
}
