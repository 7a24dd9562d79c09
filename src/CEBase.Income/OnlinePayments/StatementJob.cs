using Microsoft.Extensions.Logging;
using Quartz;

namespace CEBase.Income.OnlinePayments;

/// <summary>Fetches the statements of the last days that are not here yet, each morning.</summary>
internal sealed partial class StatementJob(IDatabase database, PaymentSettings settings, StatementService statements, TimeProvider clock, ILogger<StatementJob> log) : IJob
{
    private const int DaysBack = 7;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancel)
    {
        if (!settings.IsOn)
        {
            return;
        }
        var here = (await database.ReadAsync(db => statements.DaysAsync(db), cancel)).Select(d => d.Day).ToHashSet();
        foreach (var day in Enumerable.Range(1, DaysBack).Select(back => clock.Today().AddDays(-back)).Where(day => !here.Contains(day)).Order())
        {
            try
            {
                await statements.FetchAsync(day, SystemUser.Instance, cancel);
            }
            catch (Refusal refused)
            {
                LogMissing(day.InTable(), refused.Message);
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment platform's statement of {Day} was not to be had: {Reason}")]
    private partial void LogMissing(string day, string reason);
}
