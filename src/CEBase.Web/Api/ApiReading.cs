using Scalar.AspNetCore;

namespace CEBase.Web.Api;

/// <summary><c>/scalar</c>: the description of the API for people, from the site's own files and without calling anybody else's.</summary>
internal static class ApiReading
{
    private const string Path = "/scalar";

    public static void MapApiReading(this WebApplication app) => app.MapScalarApiReference(Path, options => options
        .WithTitle("继教基地开放接口")
        .AddDocument("v1")
        .WithLocalization(new ScalarLocalizationOptions { Locale = "zh" })
        .DisableDefaultFonts()
        .DisableTelemetry()
        .DisableAgent()
        .DisableMcp()
        .WithNonce()).AllowAnonymous();

    /// <summary>What the browser may do on this page, or null on all others: its one script runs by a nonce of its own, and the script makes style elements.</summary>
    public static string? Policy(HttpContext http) => http.Items[ScalarOptions.NonceHttpContextItemKey] is string nonce
        ? $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
        : null;
}
