using Quartz;

namespace CEBase.Platform.Traces;

/// <summary>Seals new trace entries into the chain.</summary>
internal sealed class SealingJob(TraceChain chain) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await chain.SealAsync(cancellationToken);
}
