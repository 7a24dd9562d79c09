using System.Security.Claims;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace CEBase.Web.Logging;

/// <summary>Structured logs: JSON lines under App_Data/logs, a file a day, kept 180 days; and readable lines on standard error.</summary>
internal static class HostLogging
{
    private const string ConsoleLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj} {Request}{NewLine}{Exception}";

    /// <summary>Where the files lie.</summary>
    public static string Folder(DatabaseOptions options) => Path.Combine(options.DataFolder, "logs");

    public static void AddLogs(this WebApplicationBuilder builder, DatabaseOptions options)
    {
        var configuration = builder.Configuration;
        var sinks = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Console(outputTemplate: ConsoleLine, standardErrorFromLevel: LogEventLevel.Verbose)
            .WriteTo.Async(queue => queue.File(
                new JsonFormatter(renderMessage: true),
                Path.Combine(Folder(options), "cebase-.log"),
                rollingInterval: RollingInterval.Day,
                rollOnFileSizeLimit: true,
                fileSizeLimitBytes: 200 * 1024 * 1024,
                retainedFileCountLimit: null,
                retainedFileTimeLimit: TimeSpan.FromDays(configuration.GetValue("Logs:Days", 180))))
            .CreateLogger();
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .ReadFrom.Configuration(configuration)
            .Enrich.FromLogContext()
            .WriteTo.Sink(new MaskingSink(sinks))
            .CreateLogger();
        builder.Services.AddSerilog(logger, dispose: true);
    }

    /// <summary>One line for each request when it is over: never the query string, which may hold names and numbers.</summary>
    public static void UseRequestLog(this WebApplication app) => app.UseMiddleware<RequestId>().UseSerilogRequestLogging(options =>
    {
        // The host's own logger and not the process-wide one: tests run many hosts in a process.
        options.Logger = app.Services.GetRequiredService<Serilog.ILogger>();
        options.IncludeQueryInRequestPath = false;
        options.MessageTemplate = "{RequestMethod} {RequestPath} {StatusCode} in {Elapsed:0.0} ms, account {Account}";
        options.GetLevel = (http, _, fault) =>
            fault is not null || http.Response.StatusCode >= 500 ? LogEventLevel.Error
            : http.Request.Path.StartsWithSegments("/health") || http.GetEndpoint() is null && http.Response.StatusCode < 400 ? LogEventLevel.Debug
            : LogEventLevel.Information;
        options.EnrichDiagnosticContext = (line, http) => line.Set("Account", http.User.FindFirstValue(ClaimTypes.NameIdentifier));
    });
}
