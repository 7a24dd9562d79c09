namespace CEBase.Funds.Reconciliation;

/// <summary>
/// Months whose reconciliation a side has signed: nothing is dated in them any more. Whoever asks inside a write holds the month until its
/// transaction ends, so that nobody signs between the question and what is written after it.
/// </summary>
internal static class ClosedMonths
{
    /// <summary>Whether the day's month is signed. Inside a write the month is held.</summary>
    public static async Task<bool> IsClosedAsync(DbScope db, DateOnly day)
    {
        var month = AccountingPeriod.MonthOf(day);
        await HoldAsync(db, [month]);
        return await db.FirstAsync<string>("SELECT month FROM accounting_month WHERE month = @month AND period_id IS NOT NULL", new { month }) is not null;
    }

    /// <summary>Of some months those that another period has signed, with its key; inside a write all are held, the earliest first.</summary>
    public static async Task<IReadOnlyList<(string Month, string Period)>> SignedElsewhereAsync(DbScope db, AccountingPeriod period, long periodId)
    {
        await HoldAsync(db, period.Months);
        return [.. await db.QueryAsync<(string, string)>("""
            SELECT a.month, p.month AS period FROM accounting_month a JOIN reconciliation_month p ON p.id = a.period_id WHERE a.month IN @Months AND a.period_id <> @periodId ORDER BY a.month
            """, new { Months = period.Months.ToList(), periodId })];
    }

    /// <summary>Gives the months to a period that is being signed.</summary>
    /// <exception cref="Refusal"><c>month_taken</c>: another period has signed one of them meanwhile.</exception>
    public static async Task SignAsync(DbScope db, AccountingPeriod period, long periodId)
    {
        await HoldAsync(db, period.Months);
        foreach (var month in period.Months)
        {
            if (await db.ExecuteAsync("UPDATE accounting_month SET period_id = @periodId WHERE month = @month AND period_id IS NULL", new { month, periodId }) == 0)
            {
                throw new Refusal("month_taken", $"{month} 刚刚在另一个期间的对账里签字，同一个月只能签字一次。") { Status = 409 };
            }
        }
    }

    /// <summary>Frees the months of a period that is given back.</summary>
    public static Task FreeAsync(DbScope db, long periodId) => db.ExecuteAsync("UPDATE accounting_month SET period_id = NULL WHERE period_id = @periodId", new { periodId });

    private static async Task HoldAsync(DbScope db, IReadOnlyList<string> months)
    {
        if (db.Transaction is null)
        {
            return;
        }
        foreach (var month in months)
        {
            await db.ExecuteAsync("INSERT INTO accounting_month (month) VALUES (@month) ON CONFLICT DO NOTHING", new { month });
            await db.FirstAsync<string>($"SELECT month FROM accounting_month WHERE month = @month{db.Dialect.ForUpdate}", new { month });
        }
    }
}
