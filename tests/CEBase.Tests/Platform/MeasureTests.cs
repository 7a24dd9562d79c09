using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CEBase.Platform.Mail;
using CEBase.Platform.Telemetry;
using CEBase.Tests.Platform.Mail;
using Quartz;

namespace CEBase.Tests.Platform;

/// <summary>The meter is the process's, and other tests run beside these: each asks for tags that only it can have made, or for at least as many.</summary>
public sealed class MeasureTests : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentBag<(string Name, long Value, string Tags)> _seen = [];

    public MeasureTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Measures.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _seen.Add((instrument.Name, value, string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}")))));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public void Counters_carry_names_of_the_program_and_numbers()
    {
        Measures.Applied("measure-test");
        Measures.Refused("measure.test");
        Measures.Imported("measure-test", written: 5, unchanged: 2, refused: 1);
        Measures.JobRan("measure-test", failed: true);

        Assert.Equal(1, Sum("cebase.applications", "source=measure-test"));
        Assert.Equal(1, Sum("cebase.refusals", "rule=measure.test"));
        Assert.Equal([5L, 2L, 1L], new[] { "written", "unchanged", "refused" }.Select(o => Sum("cebase.import.rows", $"kind=measure-test outcome={o}")));
        Assert.Equal(1, Sum("cebase.jobs", "job=measure-test outcome=failed"));
    }

    [Fact]
    public async Task A_message_that_was_sent_and_one_that_was_not_are_counted_without_its_recipient()
    {
        var server = new MailServer();
        await using var bench = await MailBench.StartAsync(DatabaseKind.Sqlite, server);
        await bench.SaveAsync(MailBench.Form(server));
        var sender = bench.Services.GetRequiredService<IMailSender>();
        await sender.SendAsync(new OutgoingMail("a@example.com", "题", "文"));
        await server.DisposeAsync();
        await Assert.ThrowsAsync<Refusal>(() => sender.SendAsync(new OutgoingMail("a@example.com", "题", "文")));

        Assert.True(Sum("cebase.mails", "outcome=sent") >= 1);
        Assert.True(Sum("cebase.mails", "outcome=failed") >= 1);
        Assert.DoesNotContain(_seen, s => s.Tags.Contains('@'));
    }

    [Fact]
    public async Task A_job_that_ran_is_counted_by_its_name()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite, services => services.AddQuartz(quartz =>
            quartz.ScheduleJob<Nothing>(trigger => trigger.StartNow(), job => job.WithIdentity("measured-nothing"))));
        var scheduler = await bench.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Start();
        for (var patience = 0; Sum("cebase.jobs", "job=measured-nothing outcome=done") == 0 && patience < 200; patience++)
        {
            await Task.Delay(50);
        }
        await scheduler.Shutdown(waitForJobsToComplete: true);

        Assert.Equal(1, Sum("cebase.jobs", "job=measured-nothing outcome=done"));
    }

    private long Sum(string name, string tags) => _seen.Where(s => s.Name == name && s.Tags == tags).Sum(s => s.Value);

    private sealed class Nothing : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => default;
    }
}
