using Microsoft.Extensions.Hosting;

namespace CEBase.Platform.Imports.Jobs;

/// <summary>Wakes this node's runner when a job was confirmed here; other nodes find it at their next look.</summary>
internal sealed class ImportSignal
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        try
        {
            _rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // Rung already.
        }
    }

    public Task WaitAsync(TimeSpan longest, CancellationToken cancel) => _rung.WaitAsync(longest, cancel);
}

/// <summary>One runner a node: looks into the queue and works it off, one job at a time.</summary>
internal sealed partial class ImportWorker(IServiceScopeFactory scopes, ImportSignal signal, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = Look;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<ImportWork>().RunNextAsync(stoppingToken))
                {
                    continue;
                }
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                // The database may be away for a while; the jobs wait in it.
                LogBroken(broken);
                pause = Rest;
            }
            await signal.WaitAsync(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The import runner could not look into its queue")]
    private partial void LogBroken(Exception exception);
}
