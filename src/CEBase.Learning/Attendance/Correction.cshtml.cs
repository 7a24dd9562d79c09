namespace CEBase.Learning.Attendance;

/// <summary>更正一人: after confirmation, with a reason.</summary>
[RequirePermission(Permissions.Correct)]
internal sealed class CorrectionModel(RecordServices services, IClassDirectory classes, IEnrolmentDirectory enrolments, LessonRegister register, Corrections corrections)
    : RecordPage<ClassLesson>(services, LessonStates.RecordType)
{
    [FromRoute] public string No { get; set; } = "";
    [FromRoute] public long SessionId { get; set; }
    [BindProperty(SupportsGet = true)] public long? LearnerId { get; set; }
    [BindProperty] public AttendanceState? State { get; set; }
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public bool PassReviews { get; set; }

    public IReadOnlyList<ListOption> People { get; private set; } = [];
    public OfferedStep? Step => View.Steps.FirstOrDefault(s => s.Step.Name == LessonWorkflow.Correct);

    protected override async Task<long?> FindIdAsync(DbScope db) => (await classes.SessionOfAsync(db, No, SessionId)).Lesson.Id;

    protected override async Task<ClassLesson?> ReadAsync(DbScope db, long id) => await classes.SessionOfAsync(db, No, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        var marks = (await register.MarksAsync(db, SessionId)).ToDictionary(m => m.LearnerId, m => m.State);
        var roster = await enrolments.OfClassAsync(db, Record.Class.Id);
        var gone = await enrolments.LearnersAsync(db, [.. marks.Keys.Except(roster.Select(e => e.LearnerId))]);
        People = Options.Of(roster.Select(e => (e.LearnerId, e.LearnerName, e.Employer)).Concat(gone.Select(l => (l.Id, l.Name, l.Employer))),
            p => p.Item1, p => $"{p.Item2}（{p.Item3}）现为“{(marks.TryGetValue(p.Item1, out var state) ? state.Label() : "未登记")}”");
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var learner = Field.Chosen(LearnerId, nameof(LearnerId), "要更正的学员");
        var state = Field.Chosen(State, nameof(State), "更正后的考勤结果");
        if (string.IsNullOrWhiteSpace(Reason))
        {
            throw new Refusal("reason_missing", "更正学时需要写明原因，例如“签到设备故障，授课教师证明到课”。") { Field = nameof(Reason) };
        }
        var outcome = (await corrections.CorrectAsync(SessionId, learner, state, Reason, PassReviews, CurrentUser)).OrRefuse();
        return Done(outcome.AlreadyThere ? outcome.Refusal! : "已更正：原学时已冲销，按更正后的考勤重新计算。", LearningAddresses.Lesson(No, SessionId));
    }
}
