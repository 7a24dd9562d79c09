namespace CEBase.Learning.Attendance;

/// <summary>The life of a session's register: open until its hours are confirmed; reopened only with a reason, which takes the hours back.</summary>
[RestsOn("NPU:6", How = "课次确认后登记学时")]
[RestsOn("NPU:11", How = "课次考勤与学时确认流程")]
internal sealed class LessonWorkflow(LessonHours hours, LessonRegister register) : IWorkflow
{
    /// <summary>Posts the hours.</summary>
    public const string Confirm = "confirm";

    /// <summary>Takes them back and opens the sheet again.</summary>
    public const string Reopen = "reopen";

    /// <summary>Changes one learner's mark and hours; taken by the correction page, which says whose.</summary>
    public const string Correct = "correct";

    /// <summary>The right to let a Review finding pass.</summary>
    public const string Override = "Findings.Override";

    public WorkflowDefinition Definition { get; } = new(LessonStates.RecordType, "课次",
        [
            new StateDefinition(LessonStates.Open, "待确认", StateTone.Waiting),
            new StateDefinition(LessonStates.Confirmed, "学时已确认", StateTone.Done),
        ],
        [
            new StepDefinition(Confirm, "确认学时", [LessonStates.Open], LessonStates.Confirmed, Permissions.Confirm),
            new StepDefinition(Correct, "更正一人", [LessonStates.Confirmed], LessonStates.Confirmed, Permissions.Correct) { AsksComment = true, ReviewPermission = Override },
            new StepDefinition(Reopen, "撤回确认", [LessonStates.Confirmed], LessonStates.Open, Permissions.Correct) { AsksComment = true, IsGrave = true, ReviewPermission = Override },
        ]);

    public async Task<string?> ReadStateAsync(DbScope db, long recordId)
    {
        if (await hours.FileAsync(db, recordId) is not { } file)
        {
            return null;
        }
        return db.Transaction is null
            ? (await register.FindAsync(db, recordId))?.State ?? LessonStates.Open
            : (await register.OpenAsync(db, recordId, file.Class.Id)).State;
    }

    public Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => register.MoveAsync(db, recordId, from, to);

    public async Task ApplyAsync(StepContext step)
    {
        switch (step.Step.Name)
        {
            case Confirm:
                var file = (await hours.FileAsync(step.Session, step.RecordId))!;
                await hours.PostAsync(step.Session, file, await hours.MarksAsync(step.Session, step.RecordId), step.User);
                await register.StampAsync(step.Session, step.RecordId, step.User);
                break;
            case Reopen:
                await hours.TakeBackAsync(step.Session, step.RecordId, null, step.Comment!, step.User);
                await register.StampAsync(step.Session, step.RecordId, null);
                break;
        }
    }

    public async Task<bool> MayActAsync(DbScope db, long recordId, ICurrentUser user) =>
        await hours.FileAsync(db, recordId) is { } file && ClassAccess.MayManage(file.Class, user);
}
