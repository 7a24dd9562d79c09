namespace CEBase.Learning.Attendance;

/// <summary>A lesson with attendance keeps its time and hours: what people sat through can't be changed under them.</summary>
internal sealed class KeepTaughtLessons(LessonRegister register) : IDomainEventHandler<LessonChanged>
{
    public async Task HandleAsync(LessonChanged happened, DbScope db, CancellationToken cancel)
    {
        if (happened.Before is not { } before || await register.FindAsync(db, before.Id, forUpdate: true) is not { } row)
        {
            return;
        }
        var stays = happened.After is { } after && (after.Day, after.StartsAt, after.EndsAt, after.Hours) == (before.Day, before.StartsAt, before.EndsAt, before.Hours);
        if (stays)
        {
            return;
        }
        if (row.State == LessonStates.Confirmed)
        {
            throw new Refusal("session_confirmed", "这次课的学时已经确认，时间和学时不能再改。确需更改的，先在“考勤”页撤回确认。") { Status = 409 };
        }
        if (happened.After is null && (await register.MarksAsync(db, before.Id)).Count > 0)
        {
            throw new Refusal("session_attended", "这次课已有考勤记录，不能删除。") { Status = 409 };
        }
    }
}
