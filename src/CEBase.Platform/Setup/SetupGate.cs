using CEBase.Platform.Refusals;

namespace CEBase.Platform.Setup;

/// <summary>While the base has to be set up every page leads to <c>/setup</c>; afterwards that page does not exist.</summary>
public sealed class SetupGate(RequestDelegate next, SetupState state)
{
    private static readonly PathString Page = "/setup";

    /// <summary>Lets through, or leads to the setup page.</summary>
    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        var needed = await state.IsNeededAsync(http.RequestAborted);
        if (needed && path.StartsWithSegments("/api"))
        {
            throw new Refusal("setup_needed", "系统还没有完成初始设置，请稍后再试。") { Status = StatusCodes.Status503ServiceUnavailable };
        }
        if (needed && !path.StartsWithSegments(Page) && !IsOpen(http))
        {
            http.Response.Redirect(http.Request.PathBase + Page);
            return;
        }
        if (!needed && path.StartsWithSegments(Page))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        await next(http);
    }

    /// <summary>Styles and scripts, health, and the page that tells of an error.</summary>
    private static bool IsOpen(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/health") || http.Request.Path.StartsWithSegments("/error") || http.Request.Path.StartsWithSegments("/_content");
}
