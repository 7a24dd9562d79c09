using CEBase.Platform.Modules;

namespace CEBase.Web.Hosting;

/// <summary>What a request passes, in order.</summary>
internal static class HostPipeline
{
    public static void UseCEBase(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages();
        app.Services.GetRequiredService<ModuleSet>().Configure(app, app);
    }
}
