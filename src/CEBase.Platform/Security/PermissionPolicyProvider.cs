using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CEBase.Platform.Security;

/// <summary>Makes the policy <c>permission:NAME</c> for every permission, so that nobody registers them one by one.</summary>
public sealed class PermissionPolicyProvider(IOptions<AuthorizationOptions> options) : DefaultAuthorizationPolicyProvider(options)
{
    /// <inheritdoc />
    public override Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        policyName.StartsWith(RequirePermissionAttribute.PolicyPrefix, StringComparison.Ordinal)
            ? Task.FromResult<AuthorizationPolicy?>(new AuthorizationPolicyBuilder()
                .RequireAuthenticatedUser()
                .RequireClaim(AccountClaims.Permission, policyName[RequirePermissionAttribute.PolicyPrefix.Length..])
                .Build())
            : base.GetPolicyAsync(policyName);
}

/// <summary>The fallback policy: a page or endpoint that says nothing about who may come in lets nobody in.</summary>
public static class MarkedOnly
{
    /// <summary>Denies every unmarked endpoint. An address that leads nowhere passes, so that it ends as "not found" and not at the sign-in page.</summary>
    public static AuthorizationPolicy Policy { get; } = new AuthorizationPolicyBuilder()
        .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint)
        .Build();
}
