using Microsoft.Extensions.Logging;
using Quartz;

namespace CEBase.Funds.Payments;

/// <summary>
/// Asks the platform about open orders that nothing was heard of, so that a lost notification is healed; closes those that expired or whose bill was
/// settled otherwise.
/// </summary>
internal sealed partial class PaymentWatch(IDatabase database, PaymentSettings settings, PlatformInquiry inquiry, TimeProvider clock, ILogger<PaymentWatch> log) : IJob
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
        var due = await database.ReadAsync(db => db.QueryAsync<Due>("""
            SELECT o.id, CASE WHEN r.state NOT IN ('open', 'owing') OR coalesce(r.owed, r.amount) - r.received <> o.amount OR o.expires_at <= @now THEN TRUE ELSE FALSE END AS shall_end
            FROM payment_order o JOIN receivable r ON r.id = o.receivable_id WHERE o.state = 'opened' AND o.next_ask_at <= @now ORDER BY o.next_ask_at, o.id LIMIT @AtOnce
            """, new { now, AtOnce }), cancel);
        var (asked, silences) = (0, 0);
        foreach (var item in due)
        {
            var order = await database.ReadAsync(db => PaymentOrder.FindAsync(db, item.Id), cancel);
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

    private sealed record Due
    {
        public long Id { get; init; }
        public bool ShallEnd { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment platform gave no answer about order {Order}: {Reason}")]
    private partial void LogSilent(string order, string reason);
}

/// <summary>Fetches the statements of the last days that are not here yet, each morning.</summary>
internal sealed partial class StatementJob(IDatabase database, PaymentSettings settings, StatementService desk, TimeProvider clock, ILogger<StatementJob> log) : IJob
{
    private const int DaysBack = 7;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    public async Task RunAsync(CancellationToken cancel)
    {
        if (!settings.IsOn)
        {
            return;
        }
        var here = (await database.ReadAsync(db => db.QueryAsync<DateOnly>("SELECT day FROM payment_statement"), cancel)).ToHashSet();
        foreach (var day in Enumerable.Range(1, DaysBack).Select(back => clock.Today().AddDays(-back)).Where(day => !here.Contains(day)).Order())
        {
            try
            {
                await desk.FetchAsync(day, Platform.Security.SystemUser.Instance, cancel);
            }
            catch (Platform.Refusals.Refusal refused)
            {
                LogMissing(day.InTable(), refused.Message);
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The payment platform's statement of {Day} was not to be had: {Reason}")]
    private partial void LogMissing(string day, string reason);
}
