using CEBase.Platform.Telemetry;
using CEBase.Web.Logging;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CEBase.Web.Telemetry;

/// <summary>
/// Traces of requests and statements, and metrics, sent by OTLP to the collector that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or <c>Telemetry:Otlp</c> names;
/// nothing is gathered where none is named. No personal data goes out: addresses lose their query and their personal numbers, statements show
/// placeholders and not values.
/// </summary>
internal static class HostTelemetry
{
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (Endpoint(configuration) is not { } endpoint)
        {
            return;
        }
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("CEBase", serviceVersion: typeof(HostTelemetry).Assembly.GetName().Version?.ToString()))
            .WithTracing(tracing => tracing
                .AddAspNetCoreInstrumentation(requests =>
                {
                    requests.Filter = http => !http.Request.Path.StartsWithSegments("/health");
                    requests.EnrichWithHttpRequest = (activity, request) =>
                    {
                        activity.SetTag("url.path", PersonalNumberMask.Apply(request.Path.ToString()));
                        activity.SetTag("url.query", null);
                    };
                })
                .AddNpgsql()
                .AddOtlpExporter(otlp => otlp.Endpoint = endpoint))
            .WithMetrics(metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddNpgsqlInstrumentation()
                .AddMeter(Measures.MeterName)
                .AddOtlpExporter(otlp => otlp.Endpoint = endpoint));
    }

    private static Uri? Endpoint(IConfiguration configuration)
    {
        var text = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } standard ? standard : configuration["Telemetry:Otlp"];
        return string.IsNullOrWhiteSpace(text) ? null
            : Uri.TryCreate(text, UriKind.Absolute, out var endpoint) ? endpoint
            : throw new CEBase.Platform.Modules.ModuleException($"Telemetry:Otlp 的值“{text}”不是地址，请写成 http://主机:4317。");
    }
}
