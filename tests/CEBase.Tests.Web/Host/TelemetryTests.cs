using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace CEBase.Tests.Web.Host;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Nothing_is_gathered_until_a_collector_is_named()
    {
        await using var silent = await Site.WithDemoAsync();
        Assert.Null(silent.Services.GetService<TracerProvider>());
        Assert.Null(silent.Services.GetService<MeterProvider>());

        await using var watched = await Site.WithDemoAsync(new Dictionary<string, string?> { ["Telemetry:Otlp"] = "http://127.0.0.1:9" });
        Assert.NotNull(watched.Services.GetService<TracerProvider>());
        Assert.NotNull(watched.Services.GetService<MeterProvider>());
    }

    [Fact]
    public async Task Traces_of_requests_hold_neither_queries_nor_personal_numbers()
    {
        var ended = new System.Collections.Concurrent.ConcurrentBag<System.Diagnostics.Activity>();
        await using var site = await Site.WithDemoAsync(
            new Dictionary<string, string?> { ["Telemetry:Otlp"] = "http://127.0.0.1:9" },
            services => services.ConfigureOpenTelemetryTracerProvider((_, tracing) => tracing.AddProcessor(new Keep(ended))));

        await site.Visitor().GetAsync("/no/such/13812345678?name=somebody");

        // The activity ends after the answer has gone out.
        for (var patience = 0; ended.IsEmpty && patience < 200; patience++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        var request = Assert.Single(ended, a => a.GetTagItem("url.path")?.ToString()?.StartsWith("/no/such/", StringComparison.Ordinal) == true);
        var all = request.DisplayName + string.Join(' ', request.TagObjects.Select(t => $"{t.Key}={t.Value}"));
        Assert.DoesNotContain("13812345678", all);
        Assert.DoesNotContain("somebody", all);
    }

    private sealed class Keep(System.Collections.Concurrent.ConcurrentBag<System.Diagnostics.Activity> ended) : OpenTelemetry.BaseProcessor<System.Diagnostics.Activity>
    {
        public override void OnEnd(System.Diagnostics.Activity data) => ended.Add(data);
    }
}
