using Microsoft.AspNetCore.Authorization;

namespace CEBase.Platform.Security;

/// <summary>The page or endpoint is for holders of one permission. Takes the permission's <see cref="Permission.Name"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequirePermissionAttribute(string permission) : AuthorizeAttribute(PolicyPrefix + permission)
{
    internal const string PolicyPrefix = "permission:";

    /// <summary>The permission's name.</summary>
    public string Permission { get; } = permission;
}

/// <summary>The page is for everybody, signed in or not. Every page carries this or <see cref="RequirePermissionAttribute"/>; a test holds it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicAttribute : AllowAnonymousAttribute;

/// <summary>The page is for anybody who is signed in: the account's own settings.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : AuthorizeAttribute;
