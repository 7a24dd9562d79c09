using System.Security.Claims;
using CEBase.Platform.Identity.SigningIn;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Platform.Identity.Tokens;

/// <summary>What is sent to sign in.</summary>
/// <param name="Account">Phone number or e-mail.</param>
/// <param name="Password">Password.</param>
/// <param name="Code">Code of the authenticator app or a recovery code, for accounts with a second factor.</param>
internal sealed record SignInRequest(string? Account, string? Password, string? Code);

/// <summary>What is sent to get a new pair of tokens.</summary>
/// <param name="RefreshToken">The refresh token last given.</param>
internal sealed record RefreshRequest(string? RefreshToken);

/// <summary>Sign-in for programs: <c>/api/v1/auth</c>.</summary>
internal static class TokenApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/api/v1/auth").WithTags("登录");
        auth.MapPost("/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(RateLimitPolicies.SignIn)
            .WithSummary("用手机号或邮箱登录，取得访问令牌").Produces<TokenPair>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status423Locked);
        auth.MapPost("/refresh", (RefreshRequest request, TokenService tokens) => tokens.RefreshAsync(request.RefreshToken)).AllowAnonymous()
            .RequireRateLimiting(RateLimitPolicies.SignIn)
            .WithSummary("用刷新令牌换取新的一对令牌，旧的随即作废").Produces<TokenPair>().ProducesProblem(StatusCodes.Status401Unauthorized);
        auth.MapPost("/sign-out", SignOutAsync).RequireAuthorization()
            .WithSummary("退出登录，令牌作废").Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    private static async Task<TokenPair> SignInAsync(SignInRequest request, SignInService signIn, TokenService tokens, AccountPrincipals principals)
    {
        if (string.IsNullOrWhiteSpace(request.Account) || string.IsNullOrEmpty(request.Password))
        {
            throw new Refusal("credentials_missing", "请提供账号（account，手机号或邮箱）和密码（password）。");
        }
        var account = await signIn.CheckPasswordAsync(request.Account, request.Password);
        if (account.SecondFactor)
        {
            if (string.IsNullOrWhiteSpace(request.Code))
            {
                throw new Refusal("second_factor_required", "这个账号启用了两步验证。请在 code 里附上验证器当前的 6 位数字。") { Status = 401 };
            }
            await signIn.CheckCodeAsync(account, request.Code);
        }
        if (Pending.Of(await principals.CreateAsync(account)) is { } pending)
        {
            throw Pending.Refuse(pending);
        }
        await signIn.WelcomeAsync(account, "signed_in_api");
        return await tokens.IssueAsync(account);
    }

    private static async Task<IResult> SignOutAsync(ClaimsPrincipal principal, TokenService tokens, ICurrentUser user)
    {
        await tokens.SignOutAsync(principal, user);
        return Results.NoContent();
    }
}
