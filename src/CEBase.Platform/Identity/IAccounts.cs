using CEBase.Platform.Data;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Identity;

/// <summary>An account as other parts see it.</summary>
public sealed record AccountInfo
{
    /// <summary>Number of the account.</summary>
    public long Id { get; init; }

    /// <summary>Name shown beside what the account does.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>Mobile number, normalised, or null.</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail, or null.</summary>
    public string? Email { get; init; }

    /// <summary>May sign in.</summary>
    public bool IsActive { get; init; }
}

/// <summary>An account to be made. At least one of phone and e-mail.</summary>
/// <param name="DisplayName">Name shown.</param>
/// <param name="Phone">Mobile number, or null.</param>
/// <param name="Email">E-mail, or null.</param>
/// <param name="Password">Checked against the password rules; null makes an account that must set one first.</param>
/// <param name="Roles">Names of roles.</param>
public sealed record NewAccount(string DisplayName, string? Phone, string? Email, string? Password, params IReadOnlyList<string> Roles)
{
    /// <summary>Already hashed password, for recipes that make many accounts with one password.</summary>
    public string? PasswordHash { get; init; }
}

/// <summary>Accounts, for modules that make or show them.</summary>
public interface IAccounts
{
    /// <summary>The account, or null.</summary>
    Task<AccountInfo?> FindAsync(DbScope db, long id);

    /// <summary>By phone or e-mail, or null.</summary>
    Task<AccountInfo?> FindByLoginAsync(DbScope db, string phoneOrEmail);

    /// <summary>Active accounts one of whose roles names the permission, by display name; for choosers. Those who hold every right are not among them.</summary>
    Task<IReadOnlyList<AccountInfo>> HoldersAsync(DbScope db, string permission);

    /// <summary>Makes an account in the caller's transaction.</summary>
    /// <exception cref="Refusals.Refusal"><c>account_taken</c>, <c>password_weak</c>, <c>login_missing</c>, with <see cref="Refusals.Refusal.Field"/>.</exception>
    Task<long> CreateAsync(DbScope db, NewAccount account);

    /// <summary>Hashes a password, for <see cref="NewAccount.PasswordHash"/>.</summary>
    string HashPassword(string password);
}
