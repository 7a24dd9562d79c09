namespace CEBase.Learning.Attendance;

/// <summary>The life of a lesson's register: open until its hours are confirmed; reopened only with a reason, which takes the hours back.</summary>
[RestsOn("NPU:6", How = "课次确认后登记学时")]
[RestsOn("NPU:11", How = "课次考勤与学时确认流程")]
internal sealed class LessonWorkflow(LessonHours hours, LessonRegister register, TimeProvider clock) : TableWorkflow<ClassLesson>("session_register", clock)
{
    private readonly TimeProvider _clock = clock;

    public const string Confirm = "confirm";

    /// <summary>Takes them back and opens the sheet again.</summary>
    public const string Reopen = "reopen";

    /// <summary>Changes one learner's mark and hours; taken by the correction page, which says whose.</summary>
    public const string Correct = "correct";

    /// <summary>The right to let a Review finding pass.</summary>
    public const string Override = "Findings.Override";

    public override WorkflowDefinition Definition { get; } = new(LessonStates.RecordType, "课次",
        [
            new StateDefinition(LessonStates.Open, "待确认", StateTone.Waiting),
            new StateDefinition(LessonStates.Confirmed, "学时已确认", StateTone.Done),
        ],
        [
            new StepDefinition(Confirm, "确认学时", [LessonStates.Open], LessonStates.Confirmed, Permissions.Confirm),
            new StepDefinition(Correct, "更正一人", [LessonStates.Confirmed], LessonStates.Confirmed, Permissions.Correct) { AsksComment = true, ReviewPermission = Override },
            new StepDefinition(Reopen, "撤回确认", [LessonStates.Confirmed], LessonStates.Open, Permissions.Correct) { AsksComment = true, IsGrave = true, ReviewPermission = Override },
        ]);

    protected override void Describe(StepSet<ClassLesson> steps)
    {
        steps.On(Confirm)
            .Gate("课已上完", (_, file) => [.. InARealClass(file), .. OnlyWhatTookPlace.Judge(file.Lesson.Day, file.Lesson.EndsAt, _clock.GetUtcNow())])
            .Gate("考勤齐全", CompleteAsync)
            .Gate("学时规则", CreditAsync)
            .Then(async (step, file) =>
            {
                await hours.PostAsync(step.Db, file, await register.MarksAsync(step.Db, step.RecordId), step.User);
                await register.StampAsync(step.Db, step.RecordId, step.User);
            });
        steps.On(Correct, Reopen).Gate("四眼原则", async (step, file) =>
            [.. InARealClass(file), .. FourEyes.Judge((await register.FindAsync(step.Db, step.RecordId))?.ConfirmedBy, step.User.AccountId)]);
        steps.On(Reopen).Then(async (step, _) =>
        {
            await hours.TakeBackAsync(step.Db, step.RecordId, null, step.Comment!, step.User);
            await register.StampAsync(step.Db, step.RecordId, null);
        });
    }

    /// <summary>A lesson has no register until somebody opens it; in a write it is made and locked.</summary>
    public override async Task<string?> ReadStateAsync(DbScope db, long recordId)
    {
        if (await hours.FileAsync(db, recordId) is not { } file)
        {
            return null;
        }
        return db.Transaction is null
            ? (await register.FindAsync(db, recordId))?.State ?? LessonStates.Open
            : (await register.OpenAsync(db, recordId, file.Class.Id)).State;
    }

    public override Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => register.MoveAsync(db, recordId, from, to);

    protected override Task<ClassLesson?> ReadAsync(DbScope db, long recordId) => hours.FileAsync(db, recordId);

    protected override Task<bool> MayActAsync(DbScope db, ClassLesson record, ICurrentUser user) => Task.FromResult(ClassAccess.MayManage(record.Class, user));

    private static IReadOnlyList<Finding> InARealClass(ClassLesson file) => OnlyARealClass.Judge(file.Class.State, ClassWords.States.LabelOf(file.Class.State));

    /// <summary>Everybody on the roster has a mark.</summary>
    private async Task<IReadOnlyList<Finding>> CompleteAsync(StepContext step, ClassLesson file)
    {
        var roster = await hours.RosterAsync(step.Db, file.Class.Id);
        var marked = (await register.MarksAsync(step.Db, step.RecordId)).Select(m => m.LearnerId).ToHashSet();
        return NobodyForgotten.Judge(roster.Count, [.. roster.Where(e => !marked.Contains(e.LearnerId)).Select(e => e.LearnerName)]);
    }

    /// <summary>What the rules will keep back is shown before the button is pressed; a day cap may ask for a reason.</summary>
    private async Task<IReadOnlyList<Finding>> CreditAsync(StepContext step, ClassLesson file)
    {
        var kept = (await hours.JudgeAsync(step.Db, file, await register.MarksAsync(step.Db, step.RecordId))).SelectMany(l => l.Credit.Kept);
        return [.. kept.GroupBy(k => (k.Why.Rule, k.Why.Severity)).Select(group => group.First().Why with
        {
            // A refusal concerns one learner's hours, not the step: the lesson is confirmed and the refusal recorded with its reason.
            Severity = group.Key.Severity == Severity.Review ? Severity.Review : Severity.Note,
            Sentence = group.Count() == 1 ? group.First().Why.Sentence : $"有 {group.Count()} 名学员：{group.First().Why.Sentence}",
        })];
    }
}
