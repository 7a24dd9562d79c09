using CEBase.Platform.Setup;
using CEBase.Web.Commands;
using CEBase.Web.Logging;

namespace CEBase.Web.Hosting;

/// <summary>Builds and runs the host: from the command line, and from tests.</summary>
public static class CEBaseHost
{
    /// <summary>Serves the site, or runs a verb. Returns the process's exit code.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = HostArguments.Read(args);
        if (arguments.Error is { } error)
        {
            await Console.Error.WriteLineAsync(error);
            return ExitCodes.WrongUsage;
        }
        // Whatever a library may print, standard output is a verb's result and nothing else.
        var output = Console.Out;
        if (!arguments.Serves)
        {
            Console.SetOut(Console.Error);
        }
        WebApplication? app = null;
        try
        {
            app = Build(arguments.Configuration);
            return arguments.Serves ? await ServeAsync(app) : await new CommandLine(app.Services, output).RunAsync(args);
        }
        catch (Exception exception) when (exception is not HostAbortedException && !StartedByTests)
        {
            return await EndAsync(exception, app);
        }
        finally
        {
            await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>Composes modules, services and the request pipeline; nothing is started and nothing is written yet.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(CEBaseHost).Assembly.GetName().Name,
            ContentRootPath = args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) ? null : HostFolders.Content,
            EnvironmentName = HostFolders.DefaultEnvironment(args),
        });
        builder.AddCEBase();
        var app = builder.Build();
        app.UseCEBase();
        return app;
    }

    private static async Task<int> ServeAsync(WebApplication app)
    {
        await app.Services.GetRequiredService<FirstRun>().PrepareAsync();
        await app.Services.GetRequiredService<SetupState>().AnnounceAsync();
        await app.RunAsync();
        return ExitCodes.Done;
    }

    private static async Task<int> EndAsync(Exception exception, WebApplication? app)
    {
        if (ExitCodes.Sentence(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return ExitCodes.WrongUsage;
        }
        var log = app?.Services.GetService<ILoggerFactory>()?.CreateLogger(typeof(CEBaseHost));
        log?.LogCritical(exception, "The program ended unexpectedly");
        await Console.Error.WriteLineAsync(app is null
            ? $"程序没能启动：{exception.Message}"
            : $"出现了意外的错误，详情已记入日志 {HostLogging.Folder(app.Services.GetRequiredService<DatabaseOptions>())}。");
        return ExitCodes.WrongUsage;
    }

    /// <summary>A test that starts the host wants to see why it did not start.</summary>
    private static bool StartedByTests => System.Reflection.Assembly.GetEntryAssembly() != typeof(CEBaseHost).Assembly;
}
