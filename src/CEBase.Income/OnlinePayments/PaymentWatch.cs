using Microsoft.Extensions.Logging;
using Quartz;

namespace CEBase.Income.OnlinePayments;

/// <summary>
/// Asks the platform about open orders that nothing was heard of, so that a lost notification is healed; closes those that expired or whose bill was
/// settled otherwise.
/// </summary>
internal sealed partial class PaymentWatch(IDatabase database, PaymentOrderRepository orders, PaymentSettings settings, PlatformInquiry inquiry, TimeProvider clock, ILogger<PaymentWatch> log) : IJob
{
    private const int AtOnce = 50;

    /// <summary>A platform that stays silent this often is down: the others wait for the next round.</summary>
    private const int SilencesBeforeGivingUp = 3;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    /// <summary>How many orders were asked about.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (!settings.IsOn)
        {
            return 0;
        }
        var now = clock.GetUtcNow();
        // A message is believed for twice the skew at most, counted from the earliest moment at which it could come.
        await database.WriteAsync(db => db.ExecuteAsync("DELETE FROM payment_nonce WHERE used_at < @Before", new { Before = now - (settings.ClockSkew * 3) }), cancel);
        var due = await database.ReadAsync(db => orders.DueAsync(db, now, AtOnce), cancel);
        var (asked, silences) = (0, 0);
        foreach (var item in due)
        {
            var order = await database.ReadAsync(db => orders.FindAsync(db, item.Id), cancel);
            try
            {
                await inquiry.AskAsync(order!, item.ShallEnd, cancel);
                (asked, silences) = (asked + 1, 0);
            }
            catch (PlatformSilent silent)
            {
                LogSilent(order!.Number, silent.Message);
                if (++silences == SilencesBeforeGivingUp)
                {
                    break;
                }
            }
        }
        return asked;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment platform gave no answer about order {Order}: {Reason}")]
    private partial void LogSilent(string order, string reason);
}
