using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Teaching;

/// <summary>教学计划: the draft is written and filed here, and every filed version can be read.</summary>
[RequirePermission(Permissions.View)]
internal sealed class PlanPageModel(IDatabase database, TeachingPlanService desk, IClassDirectory classes, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    public sealed class PlanForm
    {
        public int Version { get; set; }
        [Display(Name = "全班教学目标")] public string? Objectives { get; set; }
        [Display(Name = "未写方法的课次一律用")] public string? Method { get; set; }
        [Display(Name = "未写考核的课次一律用")] public string? Assessment { get; set; }
        public List<Line> Lines { get; set; } = [];
    }

    public sealed class Line
    {
        public long SessionId { get; set; }
        public string? Objectives { get; set; }
        public string? Outline { get; set; }
        public string? Method { get; set; }
        public string? Assessment { get; set; }
    }

    [FromRoute] public string No { get; set; } = "";

    /// <summary>The version shown; the newest by default.</summary>
    [FromQuery(Name = "v")] public int? Number { get; set; }

    [BindProperty] public PlanForm Input { get; set; } = new();

    public ClassRow Class { get; private set; } = null!;
    public IReadOnlyList<TeachingPlan> Versions { get; private set; } = [];
    public TeachingPlan? Plan { get; private set; }
    public IReadOnlyList<PlanLesson> Sessions { get; private set; } = [];
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public WorkflowView? View { get; private set; }
    public bool MayEdit => TeachingAccess.MayKeep(Class, user);
    public bool IsForm => MayEdit && Plan?.State == TeachingPlan.Draft;
    public bool MayDraft => MayEdit && Versions.All(v => v.State != TeachingPlan.Draft);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Plan is not null)
        {
            Input = new PlanForm
            {
                Version = Plan.Version,
                Objectives = Plan.Objectives,
                Assessment = Sessions.All(s => s.Assessment.Length == 0) ? "课堂提问与随堂练习" : null,
                Lines = [.. Sessions.Select(s => new Line { SessionId = s.SessionId, Objectives = s.Objectives, Outline = s.Outline, Method = s.Method, Assessment = s.Assessment })],
            };
        }
    }

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Class = await ClassRow.FindAsync(db, No) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
            Versions = await TeachingPlan.OfClassAsync(db, Class.Id);
            Plan = Number is { } n ? Versions.FirstOrDefault(v => v.Number == n) ?? throw Refusal.NotFound($"教学计划没有第 {n} 版。") : Versions.Count > 0 ? Versions[0] : null;
            Sessions = Plan is null ? [] : await TeachingPlan.SessionsAsync(db, Plan.Id);
            Findings = Class.State is ClassStates.Draft or ClassStates.Planned or ClassStates.Open or ClassStates.Ready or ClassStates.Running
                ? await TeachingPlanGate.OfAsync(db, Class.Id, classes) : [];
            return 0;
        });
        View = Plan is null ? null : await engine.LookAsync(TeachingPlan.RecordType, Plan.Id, user);
    }

    public async Task<IActionResult> OnPostDraftAsync()
    {
        var plan = await database.WriteAsync(db => desk.DraftAsync(db, No, user));
        return Done($"第 {plan.Number} 版草稿已按课程大纲和课表预填，核对后备案。");
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        var texts = Input.Lines.Where(l => l.SessionId > 0).DistinctBy(l => l.SessionId)
            .Select(l => new PlanText(l.SessionId, l.Objectives ?? "", l.Outline ?? "", l.Method ?? "", l.Assessment ?? "")).ToList();
        await database.WriteAsync(db => desk.SaveAsync(db, No, Input.Version, Input.Objectives ?? "", texts, Input.Method ?? "", Input.Assessment ?? "", user));
        return Done("草稿已保存。");
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        // The workflow's form sends none of the plan's fields: after a refusal they show what is stored.
        ModelState.Clear();
        await OnGetAsync();
        var plan = Plan ?? throw Refusal.NotFound("还没有教学计划。");
        await engine.TakeAsync(form, TeachingPlan.RecordType, plan.Id, user);
        return Done($"第 {plan.Number} 版教学计划已备案。");
    }

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect($"/console/classes/{No}/plan");
    }
}
