namespace CEBase.Income.Bills;

/// <summary>Reminds payers whose day has passed. The reminder stands on the learner's own page and on the bill; each one is traced.</summary>
[RestsOn("BJTU:35", How = "逾期未缴的缴费通知按间隔催缴，每次留痕")]
internal sealed class ReminderService(ReceivableRepository bills, IncomeSettings settings, Trace trace, TimeProvider clock)
{
    /// <summary>Reminds every overdue bill of the class, or of all classes, that wasn't reminded within the gap; tells how many.</summary>
    public async Task<int> RemindAsync(DbScope db, long? classId, ICurrentUser user)
    {
        var today = clock.Today();
        var before = today.AddDays(-await settings.IntAsync(db, IncomeSettings.ReminderGapName));
        var reminded = 0;
        foreach (var bill in await bills.LateAsync(db, today, before, classId))
        {
            // The condition again: two people may press the button at once.
            if (await bills.RemindAsync(db, bill.Id, today, before))
            {
                await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, bill.Id, "remind") { Comment = $"第 {bill.Reminders + 1} 次催缴，逾期 {bill.DaysLate(today)} 天，尚欠 {bill.Outstanding} 元。" }, user);
                reminded++;
            }
        }
        return reminded;
    }
}
