using Microsoft.AspNetCore.RateLimiting;

namespace CEBase.Web.Protection;

/// <summary>Reads which account a sign-in tries, from the form or the JSON, so that attempts can be counted by account too.</summary>
internal sealed class SignInAccount(RequestDelegate next)
{
    private const int MaxBody = 16 * 1024;
    private static readonly object ItemKey = new();
    private static readonly string[] Fields = ["account", "login", "user", "phone", "email"];

    /// <summary>The account this request tries to sign in; null when it is no sign-in.</summary>
    public static string? Of(HttpContext http) => http.Items[ItemKey] as string;

    public async Task InvokeAsync(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method)
            && http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == RateLimitPolicies.SignIn
            && await ReadAsync(http.Request) is { Length: > 0 } account)
        {
            http.Items[ItemKey] = account.Trim().ToLowerInvariant();
        }
        await next(http);
    }

    private static async Task<string?> ReadAsync(HttpRequest request)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
            return form.FirstOrDefault(f => Fields.Contains(f.Key[(f.Key.LastIndexOf('.') + 1)..], StringComparer.OrdinalIgnoreCase)).Value;
        }
        if (!request.HasJsonContentType() || request.ContentLength is null or > MaxBody)
        {
            return null;
        }
        request.EnableBuffering();
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return body.RootElement.ValueKind == JsonValueKind.Object
                && body.RootElement.EnumerateObject().FirstOrDefault(p => Fields.Contains(p.Name, StringComparer.OrdinalIgnoreCase)) is { Value.ValueKind: JsonValueKind.String } field
                ? field.Value.GetString()
                : null;
        }
        catch (JsonException)
        {
            // The endpoint itself refuses it with a sentence.
            return null;
        }
        finally
        {
            request.Body.Position = 0;
        }
    }
}
