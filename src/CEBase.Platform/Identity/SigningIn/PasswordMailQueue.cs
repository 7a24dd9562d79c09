using System.Threading.Channels;
using Microsoft.Extensions.Hosting;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>
/// Logins whose passwords somebody asked to reset. The page only puts what was typed here and answers: whether there is such an account is asked
/// afterwards, so that neither the answer nor the time it takes can tell. Kept in memory: who gets no mail because the program ended asks again.
/// </summary>
internal sealed class PasswordMailQueue
{
    private const int Capacity = 500;

    private readonly Channel<string> _logins = Channel.CreateBounded<string>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Asks for a link.</summary>
    public void Ask(string login) => _logins.Writer.TryWrite(login);

    public IAsyncEnumerable<string> TakeAsync(CancellationToken cancel) => _logins.Reader.ReadAllAsync(cancel);
}

/// <summary>Works the queue off, one after another.</summary>
internal sealed partial class PasswordMailWorker(PasswordMailQueue queue, IServiceScopeFactory scopes, ILogger<PasswordMailWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var login in queue.TakeAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<PasswordMail>().SendAsync(login, stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(fault);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to reset a password failed")]
    private partial void LogFault(Exception fault);
}
