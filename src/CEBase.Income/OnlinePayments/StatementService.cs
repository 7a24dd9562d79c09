namespace CEBase.Income.OnlinePayments;

/// <summary>A day whose statement is here.</summary>
internal sealed record StatementDay
{
    public DateOnly Day { get; init; }
    public DateTimeOffset FetchedAt { get; init; }
    public string FetchedByName { get; init; } = "";

    /// <summary>What was left to look into when it was fetched.</summary>
    public int Differences { get; init; }
}

/// <summary>Fetches a day's statement, books what it shows and we missed, and compares.</summary>
internal sealed class StatementService(IDatabase database, PaymentOrderRepository orders, PaymentSettings settings, UnifiedPage page, PlatformInquiry inquiry, PlatformCashier cashier, TimeProvider clock)
{
    public const string Source = "平台对账单";

    /// <exception cref="Refusal"><c>payment_off</c>, <c>day_future</c>, <c>payment_silent</c>.</exception>
    public async Task FetchAsync(DateOnly day, ICurrentUser user, CancellationToken cancel)
    {
        if (!settings.IsOn)
        {
            throw new Refusal("payment_off", "学校统一支付平台还没有接通，没有对账单可取。");
        }
        Field.Check(day < clock.Today(), "day_future", "Day", "平台次日才出对账单，请选择今天以前的日期。");
        try
        {
            var lines = await page.StatementAsync(day, cancel);
            await database.WriteAsync(db => KeepAsync(db, day, lines, user), cancel);
            foreach (var match in (await database.ReadAsync(db => CompareAsync(db, day), cancel)).Where(m => m.Group == StatementGroup.OnlyThere))
            {
                await HealAsync(match.There!, cancel);
            }
        }
        catch (Exception exception) when (exception is PlatformSilent or PlatformRefused)
        {
            throw new Refusal("payment_silent", $"没有取到 {day.InTable()} 的对账单（{exception.Message}），请稍后再试。");
        }
        await database.WriteAsync(async db => await db.ExecuteAsync("UPDATE payment_statement SET differences = @Differences WHERE day = @day",
            new { day, Differences = StatementComparison.Differences(await CompareAsync(db, day)) }), cancel);
    }

    /// <summary>The days, the latest first.</summary>
    public Task<IReadOnlyList<StatementDay>> DaysAsync(DbScope db, int limit = 60) =>
        db.QueryAsync<StatementDay>("SELECT day, fetched_at, fetched_by_name, differences FROM payment_statement ORDER BY day DESC LIMIT @limit", new { limit });

    public Task<StatementDay?> DayAsync(DbScope db, DateOnly day) => db.FirstAsync<StatementDay>("SELECT day, fetched_at, fetched_by_name, differences FROM payment_statement WHERE day = @day", new { day });

    /// <summary>The day compared with what is booked now.</summary>
    public async Task<IReadOnlyList<StatementMatch>> CompareAsync(DbScope db, DateOnly day)
    {
        var there = await db.QueryAsync<StatementLine>("SELECT kind, order_no, trade_no, amount, at FROM payment_statement_line WHERE day = @day ORDER BY position", new { day });
        // What another day's statement has belongs to that day: a payment about midnight.
        var here = await db.QueryAsync<BookedPayment>("""
            SELECT p.trade_no, p.amount, p.number AS receipt_number, r.number AS bill_number, s.id AS stray_id, s.state AS stray_state
            FROM (SELECT coalesce(line_no, outside_no) AS trade_no, amount, number, receivable_id, paid_on FROM receipt q
                WHERE means = 'UnifiedPage' AND NOT EXISTS (SELECT 1 FROM receipt_reversal v WHERE v.receipt_id = q.id)) p
              JOIN receivable r ON r.id = p.receivable_id LEFT JOIN stray_payment s ON s.trade_no = p.trade_no
            WHERE p.trade_no IN (SELECT trade_no FROM payment_statement_line WHERE day = @day)
              OR (p.paid_on = @day AND NOT EXISTS (SELECT 1 FROM payment_statement_line x WHERE x.trade_no = p.trade_no AND x.day <> @day))
            UNION ALL
            SELECT s.trade_no, s.amount, NULL, NULL, s.id, s.state FROM stray_payment s
            WHERE s.state <> 'matched' AND s.trade_no IN (SELECT trade_no FROM payment_statement_line WHERE day = @day)
            """, new { day });
        return StatementComparison.Compare(there, here);
    }

    private async Task KeepAsync(DbScope db, DateOnly day, IReadOnlyList<StatementLine> lines, ICurrentUser user)
    {
        await db.ExecuteAsync("""
            INSERT INTO payment_statement (day, fetched_at, fetched_by_name, differences) VALUES (@day, @Now, @DisplayName, 0)
            ON CONFLICT (day) DO UPDATE SET fetched_at = excluded.fetched_at, fetched_by_name = excluded.fetched_by_name
            """, new { day, Now = clock.GetUtcNow(), user.DisplayName });
        await db.ExecuteAsync("DELETE FROM payment_statement_line WHERE day = @day", new { day });
        await db.ExecuteAsync("INSERT INTO payment_statement_line (day, position, kind, order_no, trade_no, amount, at) VALUES (@day, @Position, @Kind, @OrderNo, @TradeNo, @Amount, @At)",
            lines.Select((l, i) => new { day, Position = i + 1, Kind = l.Kind.ToString(), l.OrderNo, l.TradeNo, l.Amount, l.At }).ToList());
    }

    /// <summary>An order of ours is asked about once more, which tells the payer too; for one that isn't ours the statement itself is the news.</summary>
    private async Task HealAsync(StatementLine line, CancellationToken cancel)
    {
        if (await database.ReadAsync(db => orders.FindAsync(db, line.OrderNo), cancel) is { } order)
        {
            await inquiry.AskAsync(order, shallEnd: false, cancel);
        }
        else
        {
            await database.WriteAsync(db => cashier.TakeAsync(db, new OnlinePayment(line.OrderNo, line.TradeNo, line.Amount, line.At, ""), Source), cancel);
        }
    }
}
