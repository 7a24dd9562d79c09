namespace CEBase.Income.Bills;

/// <summary>What every register of income does when it goes out as a workbook: who took it stands in the trace.</summary>
internal sealed class RegisterExport(IDatabase database, Trace trace, ICurrentUser user)
{
    /// <summary>Lines that go into one workbook at most.</summary>
    public const int Most = 100_000;

    /// <param name="what">到账台账.</param>
    /// <param name="count">How many lines.</param>
    /// <param name="cancel">Cancels it.</param>
    public Task NoteAsync(string what, int count, CancellationToken cancel) =>
        database.WriteAsync(db => trace.AppendAsync(db, new TraceEntry("IncomeLedger", 0, "export_income") { Comment = $"{what}，{count} 行" }, user), cancel);

    /// <summary>The second line of the workbook: 2026-11，2026-11-28 导出，12 笔。</summary>
    public static string Note(IncomeMonth? month, DateOnly today, int count) => $"{(month is null ? "全部月份" : month.Text)}，{today:yyyy-MM-dd} 导出，{count} 笔。";
}
