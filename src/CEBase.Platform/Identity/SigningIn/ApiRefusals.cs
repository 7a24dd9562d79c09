using CEBase.Platform.Refusals;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>How the API says that somebody isn't signed in or has no right: problem details, never a redirect.</summary>
internal static class ApiRefusals
{
    public static Task WriteAsync(HttpContext http, int status)
    {
        var refusal = Of(http, status);
        if (status == StatusCodes.Status401Unauthorized)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }
        var title = http.RequestServices.GetRequiredService<RefusalTexts>().For(refusal.Code, refusal.Message, http.Request.Headers.AcceptLanguage);
        return Results.Problem(type: $"urn:cebase:{refusal.Code}", title: title, statusCode: status,
            extensions: new Dictionary<string, object?> { ["requestId"] = http.TraceIdentifier }).ExecuteAsync(http);
    }

    private static Refusal Of(HttpContext http, int status) => (status, Pending.Of(http.User)) switch
    {
        (StatusCodes.Status401Unauthorized, _) => new Refusal("unauthenticated", "还没有登录，或登录已过期。请重新登录后再试。"),
        (_, { } pending) => Pending.Refuse(pending),
        _ => new Refusal(Demands.NotAllowed, "当前账号没有这项权限。需要时请联系管理员调整角色。"),
    };
}
