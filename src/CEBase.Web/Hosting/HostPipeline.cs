using CEBase.Platform.Setup;
using CEBase.Web.Api;
using CEBase.Web.Errors;
using CEBase.Web.Logging;
using CEBase.Web.Protection;

namespace CEBase.Web.Hosting;

/// <summary>What a request passes, in order.</summary>
internal static class HostPipeline
{
    public static void UseCEBase(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }
        app.UseMiddleware<SecurityHeaders>();
        app.UseRequestLog();
        app.UseResponseCompression();
        app.UseMiddleware<ErrorsMiddleware>();
        app.UseRouting();
        app.UseMiddleware<SetupGate>();
        app.UseAuthentication();
        app.UseMiddleware<SignInAccount>();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapOpenApi().AllowAnonymous();
        app.MapApiReading();
        app.MapRazorPages();
        app.Services.GetRequiredService<ModuleSet>().Configure(app, app);
    }
}
