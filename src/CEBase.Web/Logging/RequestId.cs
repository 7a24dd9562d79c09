using System.Security.Cryptography;
using Serilog.Context;

namespace CEBase.Web.Logging;

/// <summary>Gives each request an id (the proxy's, when it sends a sound one) and puts it into every log line and the <c>X-Request-Id</c> header.</summary>
internal sealed partial class RequestId(RequestDelegate next)
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
        await next(http);
    }

    [GeneratedRegex(@"^[A-Za-z0-9-]{8,64}\z")]
    private static partial Regex SoundId();
}
