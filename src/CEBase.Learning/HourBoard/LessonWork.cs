using CEBase.Learning.Attendance;

namespace CEBase.Learning.HourBoard;

/// <summary>Lessons that are over but unconfirmed, on the "today" page: for those who confirm, and for the adviser while attendance is missing.</summary>
internal sealed class LessonWork(HourBoards boards) : IWorkProvider
{
    private const int DaysBack = 120;
    private const int DaysAllowed = 7;

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        if (!user.Has(Permissions.Confirm) && !user.Has(Permissions.Take))
        {
            return [];
        }
        var verb = user.Has(Permissions.Confirm) ? "上过的课待确认学时" : "上过的课待登记考勤或确认";
        return WorkItem.Sort((await boards.WaitingAsync(db, today.AddDays(-DaysBack), today)).Where(w => ClassAccess.MayManage(w.Class, user)).Select(w => (w.Since.AddDays(DaysAllowed) < today ? WorkKind.Due : WorkKind.Waiting, verb, (string?)null,
            new WorkRecord($"{w.Class.ClassNo} {w.Class.Name}", LearningAddresses.Attendance(w.Class.ClassNo)) { Due = w.Since.AddDays(DaysAllowed), Detail = $"{w.Lessons} 次课，最早一次在 {w.Since:yyyy-MM-dd}" })));
    }
}
