using System.Text.Encodings.Web;
using CEBase.Platform.Data;
using CEBase.Platform.Identity.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace CEBase.Platform.Identity.Tokens;

/// <summary>Authenticates by <c>Authorization: Bearer …</c>.</summary>
internal sealed class BearerHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenService tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Which family of refresh tokens the access token belongs to.</summary>
    public const string FamilyClaim = "family";

    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }
        return await tokens.ReadAsync(header[Prefix.Length..].Trim()) is { } principal
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name))
            : AuthenticateResult.Fail("The token is not valid.");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => ApiRefusals.WriteAsync(Context, StatusCodes.Status401Unauthorized);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ApiRefusals.WriteAsync(Context, StatusCodes.Status403Forbidden);
}
