namespace CEBase.Income.Bills;

/// <summary>Reminds payers whose day has passed. The reminder stands on the learner's own page and on the bill; each one is traced.</summary>
[RestsOn("BJTU:35", How = "逾期未缴的缴费通知按间隔催缴，每次留痕")]
internal sealed class Reminders(IncomeSettings settings, Trace trace, TimeProvider clock)
{
    /// <summary>Reminds every overdue bill of the class, or of all classes, that wasn't reminded within the gap; tells how many.</summary>
    public async Task<int> RemindAsync(DbScope db, long? classId, ICurrentUser user)
    {
        var today = clock.Today();
        var before = today.AddDays(-await settings.IntAsync(db, IncomeSettings.ReminderGapName));
        var late = await db.QueryAsync<Receivable>($"""
            {Receivable.Select} WHERE r.state IN ({ReceivableWorkflow.Owing}) AND r.due_on < @today AND (r.reminded_on IS NULL OR r.reminded_on <= @before){(classId is null ? "" : " AND r.class_id = @classId")} ORDER BY r.id
            """, new { today, before, classId });
        var reminded = 0;
        foreach (var bill in late)
        {
            // The condition again: two people may press the button at once.
            if (await db.ExecuteAsync($"""
                UPDATE receivable SET reminded_on = @today, reminders = reminders + 1, version = version + 1 WHERE id = @Id AND state IN ({ReceivableWorkflow.Owing}) AND (reminded_on IS NULL OR reminded_on <= @before)
                """, new { bill.Id, today, before }) == 1)
            {
                await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, bill.Id, "remind") { Comment = $"第 {bill.Reminders + 1} 次催缴，逾期 {bill.DaysLate(today)} 天，尚欠 {bill.Outstanding} 元。" }, user);
                reminded++;
            }
        }
        return reminded;
    }
}
