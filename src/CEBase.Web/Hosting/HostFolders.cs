namespace CEBase.Web.Hosting;

/// <summary>Where the program finds its files, whatever folder it was called from.</summary>
internal static class HostFolders
{
    /// <summary>The project folder when run from a source tree, else null.</summary>
    public static string? Source { get; } = FindSource();

    /// <summary>The folder of appsettings.json and, unless <c>--data</c> moves it, of App_Data: the project's, or the program's once published.</summary>
    public static string Content => Source ?? AppContext.BaseDirectory;

    /// <summary>Recipes lie beside the program.</summary>
    public static string Recipes => Path.Combine(AppContext.BaseDirectory, "recipes");

    /// <summary>
    /// Development when run from a source tree and nobody said otherwise; null leaves the choice to the environment and the arguments.
    /// launchSettings.json would do the same, but makes <c>dotnet run</c> write a line on standard output, where a verb's JSON belongs.
    /// </summary>
    public static string? DefaultEnvironment(string[] args) =>
        Source is null || Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is not null || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is not null
            || args.Any(a => a.StartsWith("--environment", StringComparison.OrdinalIgnoreCase))
            ? null
            : Environments.Development;

    private static string? FindSource()
    {
        // bin/Debug/net10.0/ under the project.
        var folder = new DirectoryInfo(AppContext.BaseDirectory).Parent?.Parent?.Parent;
        return folder is not null && File.Exists(Path.Combine(folder.FullName, "CEBase.Web.csproj")) ? folder.FullName : null;
    }
}
