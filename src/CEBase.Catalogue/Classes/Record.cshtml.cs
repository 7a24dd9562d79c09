namespace CEBase.Catalogue.Classes;

/// <summary>概况: a class's facts, what can be done with it, and what happened.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassRecordModel(IDatabase database, IClassDirectory classes, ClassQueries queries, WorkflowEngine engine, IAccounts accounts, IProjectDirectory projects, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string>
    {
        ["create"] = "新建",
        ["edit"] = "修改",
        ["quotas"] = "修改分组名额",
        ["session_add"] = "课表加课",
        ["session_edit"] = "课表改课",
        ["session_remove"] = "课表删课",
        [TakeApprovalNumber.Act] = "取得审批编号",
        ["recipe"] = "由配方建立",
    };

    [FromRoute] public string No { get; set; } = "";

    public ClassRow Class { get; private set; } = null!;
    public SeatCount Seats { get; private set; } = null!;
    public WorkflowView View { get; private set; } = null!;
    public string? Adviser { get; private set; }
    public ProjectCard? Project { get; private set; }
    public string CourseCode { get; private set; } = "";
    public bool MayEdit => ClassAccess.MayManage(Class.AdviserId, user) && !ClassStates.IsOver(Class.State);

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Class = await ClassRow.FindAsync(db, No) ?? throw NotThere();
            Seats = (await queries.SeatsAsync(db, [(await classes.FindAsync(db, No))!]))[Class.Id];
            Adviser = Class.AdviserId is { } id ? (await accounts.FindAsync(db, id))?.DisplayName : null;
            Project = Class.ProjectId is { } projectId ? await projects.FindAsync(db, projectId) : null;
            CourseCode = await db.FirstAsync<string>("SELECT code FROM course WHERE id = @CourseId", new { Class.CourseId }) ?? "";
            return 0;
        });
        View = await engine.LookAsync(ClassStates.RecordType, Class.Id, user);
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await database.ReadAsync(db => classes.FindAsync(db, No)) ?? throw NotThere()).Id;
        var outcome = await engine.TakeAsync(form, ClassStates.RecordType, id, user);
        TempData["Done"] = outcome.Refusal ?? $"培训班 {No} 现在的状态是“{ClassWords.States.LabelOf(outcome.State)}”。";
        return Redirect($"/console/classes/{No}");
    }

    private Refusal NotThere() => Refusal.NotFound($"没有班号为 {No} 的培训班。");
}
