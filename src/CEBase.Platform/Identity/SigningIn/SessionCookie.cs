using CEBase.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>Names of the ways to prove who one is.</summary>
internal static class Schemes
{
    /// <summary>Chooses between the others.</summary>
    public const string Default = "CEBase";

    /// <summary>Bearer tokens of the API.</summary>
    public const string Bearer = "Bearer";

    /// <summary>Whoever sends a token is judged by it; everybody else by the cookie.</summary>
    public static string Choose(HttpContext http) =>
        http.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? Bearer : IdentityConstants.ApplicationScheme;
}

/// <summary>The session cookie, and where those without rights are led.</summary>
internal static class SessionCookie
{
    public static void Configure(CookieAuthenticationOptions options, IdentitySettings settings)
    {
        options.Cookie.Name = "cebase.session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(settings.IdleMinutes);
        options.SlidingExpiration = true;
        options.LoginPath = "/account/sign-in";
        options.AccessDeniedPath = "/account/access-denied";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    /// <summary>The API is told by status and never led to a page; who must do something first is led there instead of being turned away.</summary>
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return ApiRefusals.WriteAsync(context.HttpContext, status);
        }
        if (status == StatusCodes.Status401Unauthorized && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            // What was sent is gone; back leads to the form it came from, where the browser gives the fields back (typed.js).
            context.Response.Redirect($"{context.Request.PathBase}{context.Options.LoginPath}?expired=true&returnUrl={Uri.EscapeDataString(FormOf(context.Request))}");
            return Task.CompletedTask;
        }
        var pending = status == StatusCodes.Status403Forbidden ? Pending.Of(context.HttpContext.User) : null;
        context.Response.Redirect(pending is null
            ? context.RedirectUri
            : $"{context.Request.PathBase}{Pending.Page(pending)}?returnUrl={Uri.EscapeDataString(context.Request.PathBase + context.Request.Path + context.Request.QueryString)}");
        return Task.CompletedTask;
    }

    /// <summary>The page on which a form was filled in, when the browser tells and it is one of this site's; else the address it was sent to, which shows the form in most cases.</summary>
    private static string FormOf(HttpRequest request) =>
        request.GetTypedHeaders().Referer is { } from && from.Authority == request.Host.Value ? from.PathAndQuery : request.PathBase + request.Path;
}
