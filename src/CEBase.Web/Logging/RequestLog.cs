using System.Diagnostics;
using System.Security.Claims;
using System.Security.Cryptography;
using Serilog.Context;

namespace CEBase.Web.Logging;

/// <summary>
/// Gives each request an id (the proxy's, when it sends a sound one), puts it into every log line and the <c>X-Request-Id</c> header, and
/// logs one line when the request is over: never the query string, which may hold names and numbers.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    private const string Header = "X-Request-Id";

    public async Task InvokeAsync(HttpContext http)
    {
        var sent = http.Request.Headers[Header].ToString();
        var id = SoundId().IsMatch(sent) ? sent : RandomNumberGenerator.GetHexString(12, lowercase: true);
        http.TraceIdentifier = id;
        http.Response.OnStarting(() =>
        {
            http.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });

        using var property = LogContext.PushProperty("Request", id);
        var began = Stopwatch.GetTimestamp();
        await next(http);
        var milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        var level = http.Response.StatusCode >= 500 ? LogLevel.Error
            : http.Request.Path.StartsWithSegments("/health") || http.GetEndpoint() is null && http.Response.StatusCode < 400 ? LogLevel.Debug
            : LogLevel.Information;
        LogRequest(level, http.Request.Method, http.Request.Path, http.Response.StatusCode, Math.Round(milliseconds, 1), http.User.FindFirstValue(ClaimTypes.NameIdentifier));
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]{8,64}\z")]
    private static partial Regex SoundId();

    [LoggerMessage(Message = "{Method} {Path} {Status} in {Milliseconds} ms, account {Account}")]
    private partial void LogRequest(LogLevel level, string method, string path, int status, double milliseconds, string? account);
}
