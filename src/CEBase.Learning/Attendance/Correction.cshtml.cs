namespace CEBase.Learning.Attendance;

/// <summary>更正一人: after confirmation, with a reason.</summary>
[RequirePermission(Permissions.Correct)]
internal sealed class CorrectionModel(
    IDatabase database, IClassDirectory classes, IEnrolmentDirectory enrolments, LessonRegister register, Corrections corrections, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute]
    public string No { get; set; } = "";

    [FromRoute]
    public long SessionId { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? LearnerId { get; set; }

    [BindProperty]
    public AttendanceState? State { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public bool PassReviews { get; set; }

    public ClassLesson Taught { get; private set; } = null!;
    public IReadOnlyList<(long Id, string Label)> People { get; private set; } = [];
    public OfferedStep? Step { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync(async db =>
        {
            Taught = await classes.SessionOfAsync(db, No, SessionId);
            var marks = (await register.MarksAsync(db, SessionId)).ToDictionary(m => m.LearnerId, m => m.State);
            var roster = await enrolments.OfClassAsync(db, Taught.Class.Id);
            var gone = await enrolments.LearnersAsync(db, [.. marks.Keys.Except(roster.Select(e => e.LearnerId))]);
            People = [.. roster.Select(e => (e.LearnerId, e.LearnerName, e.Employer)).Concat(gone.Select(l => (l.Id, l.Name, l.Employer)))
                .Select(p => (p.Item1, $"{p.Item2}（{p.Item3}）现为“{(marks.TryGetValue(p.Item1, out var state) ? state.Label() : "未登记")}”"))];
            return 0;
        });
        Step = (await engine.LookAsync(LessonStates.RecordType, SessionId, user)).Steps.FirstOrDefault(s => s.Step.Name == LessonWorkflow.Correct);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (LearnerId is not { } learner)
        {
            throw new Refusal("learner_missing", "请选择要更正的学员。") { Field = nameof(LearnerId) };
        }
        if (State is not { } state)
        {
            throw new Refusal("state_missing", "请选择更正后的考勤结果。") { Field = nameof(State) };
        }
        if (string.IsNullOrWhiteSpace(Reason))
        {
            throw new Refusal("reason_missing", "更正学时需要写明原因，例如“签到设备故障，授课教师证明到课”。") { Field = nameof(Reason) };
        }
        var outcome = await corrections.CorrectAsync(SessionId, learner, state, Reason, PassReviews, user);
        if (!outcome.Taken && !outcome.AlreadyThere)
        {
            throw new Refusal("correction_refused", outcome.Refusal!) { Status = 409 };
        }
        TempData["Done"] = outcome.AlreadyThere ? outcome.Refusal : "已更正：原学时已冲销，按更正后的考勤重新计算。";
        return Redirect($"/console/classes/{No}/attendance/{SessionId}");
    }
}
