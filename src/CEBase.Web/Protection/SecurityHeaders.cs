using CEBase.Web.Api;

namespace CEBase.Web.Protection;

/// <summary>Headers that tell the browser what it may do with our pages: run and load only what the site itself serves.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    /// <summary>No inline scripts, styles or handlers anywhere; data: only for small images such as QR codes.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = ApiReading.Policy(http) ?? ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            if (http.User.Identity?.IsAuthenticated == true && headers.CacheControl.Count == 0)
            {
                // What one account sees must not be kept for the next reader of the same machine or proxy.
                headers.CacheControl = "private, no-cache";
            }
            return Task.CompletedTask;
        });
        return next(http);
    }
}
