using CEBase.Platform.Telemetry;
using Quartz;

namespace CEBase.Platform.Jobs;

/// <summary>Counts what ran.</summary>
internal sealed class JobMeasure : IJobListener
{
    public string Name => "measure";

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        Measures.JobRan(context.JobDetail.Key.Name, failed: jobException is not null);
        return default;
    }
}
