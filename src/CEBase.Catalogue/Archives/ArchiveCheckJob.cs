using Quartz;

namespace CEBase.Catalogue.Archives;

/// <summary>Looks at every frozen archive each night.</summary>
internal sealed class ArchiveCheckJob(ArchiveChecker checker) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await checker.CheckAllAsync(cancellationToken);
}
