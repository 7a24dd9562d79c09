using System.Security.Claims;

namespace CEBase.Platform.Security;

/// <summary>Who acts: the signed-in account, the system itself, or nobody.</summary>
public interface ICurrentUser
{
    /// <summary>The account, or null for a visitor and for the system.</summary>
    long? AccountId { get; }

    /// <summary>The name shown beside what the user did.</summary>
    string DisplayName { get; }

    /// <summary>True for the program's own work: jobs, recipes, the command line. It holds every permission.</summary>
    bool IsSystem { get; }

    /// <summary>Whether the user holds the permission.</summary>
    bool Has(string permission);
}

/// <summary>Claim types put into the cookie and the bearer token.</summary>
public static class AccountClaims
{
    /// <summary>One claim a permission held, so that no page asks the database for rights.</summary>
    public const string Permission = "perm";

    /// <summary>The display name.</summary>
    public const string DisplayName = "display";
}

/// <summary>A user made from claims.</summary>
public sealed class ClaimsUser(ClaimsPrincipal principal) : ICurrentUser
{
    /// <inheritdoc />
    public long? AccountId => long.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    /// <inheritdoc />
    public string DisplayName => principal.FindFirstValue(AccountClaims.DisplayName) ?? "访客";

    /// <inheritdoc />
    public bool IsSystem => false;

    /// <inheritdoc />
    public bool Has(string permission) => principal.HasClaim(AccountClaims.Permission, permission);
}

/// <summary>The program itself.</summary>
public sealed class SystemUser : ICurrentUser
{
    /// <summary>The one instance.</summary>
    public static readonly SystemUser Instance = new();

    /// <inheritdoc />
    public long? AccountId => null;

    /// <inheritdoc />
    public string DisplayName => "系统";

    /// <inheritdoc />
    public bool IsSystem => true;

    /// <inheritdoc />
    public bool Has(string permission) => true;
}
