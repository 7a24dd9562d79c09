using CEBase.Platform.Today;

namespace CEBase.Platform.Display;

/// <summary>What the faces need.</summary>
internal static class DisplayStartup
{
    public static IServiceCollection AddFaces(this IServiceCollection services) => services
        .AddScoped<ConsoleMenu>()
        .AddScoped<TodayBoard>()
        .AddScoped<RecentSteps>()
        .AddAdminMenu<AdminMenu>();
}
