using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Teaching;

/// <summary>教学计划: the draft is written and filed here, and every filed version can be read.</summary>
[RequirePermission(Permissions.View)]
internal sealed class PlanPageModel(ClassPageServices services, TeachingPlanRepository plans, TeachingPlanService service, TeachingGates gates) : ClassPage(services, "plan")
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

    /// <summary>The version shown; the newest by default.</summary>
    [FromQuery(Name = "v")] public int? Number { get; set; }

    [BindProperty] public PlanForm Input { get; set; } = new();

    public IReadOnlyList<TeachingPlan> Versions { get; private set; } = [];
    public TeachingPlan? Plan { get; private set; }
    public IReadOnlyList<PlanLesson> Sessions { get; private set; } = [];
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public WorkflowView? View { get; private set; }
    public override bool MayEdit => base.MayEdit && CurrentUser.Has(Permissions.TeachingManage);
    public bool IsForm => MayEdit && Plan?.State == TeachingPlan.Draft;
    public bool MayDraft => MayEdit && Versions.All(v => v.State != TeachingPlan.Draft);

    public override async Task OnGetAsync()
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

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Versions = await plans.OfClassAsync(db, Class.Id);
        Plan = Number is { } n ? Versions.FirstOrDefault(v => v.Number == n) ?? throw Refusal.NotFound($"教学计划没有第 {n} 版。") : Versions.Count > 0 ? Versions[0] : null;
        if (Plan is { Id: var id })
        {
            // Looked at before it is read, so that what is shown is never older than what the form says was seen.
            View = await Engine.LookAsync(db, TeachingPlan.RecordType, id, CurrentUser);
            Plan = await plans.FindAsync(db, id);
            Sessions = await plans.SessionsAsync(db, id);
        }
        Findings = Class.State == ClassStates.Ended || ClassStates.IsOver(Class.State) ? [] : await gates.PlanAsync(db, Class.Id);
    }

    public async Task<IActionResult> OnPostDraftAsync()
    {
        var plan = await Database.WriteAsync(db => service.DraftAsync(db, No, CurrentUser));
        return Done($"第 {plan.Number} 版草稿已按课程大纲和课表预填，核对后备案。");
    }

    public Task<IActionResult> OnPostSaveAsync()
    {
        var texts = Input.Lines.Where(l => l.SessionId > 0).DistinctBy(l => l.SessionId)
            .Select(l => new PlanText(l.SessionId, l.Objectives ?? "", l.Outline ?? "", l.Method ?? "", l.Assessment ?? "")).ToList();
        return ChangeAsync(db => service.SaveAsync(db, No, Input.Version, Input.Objectives ?? "", texts, Input.Method ?? "", Input.Assessment ?? "", CurrentUser), "草稿已保存。");
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        // The workflow's form sends none of the plan's fields: after a refusal they show what is stored.
        ModelState.Clear();
        await OnGetAsync();
        var plan = Plan ?? throw Refusal.NotFound("还没有教学计划。");
        await Engine.TakeAsync(form, TeachingPlan.RecordType, plan.Id, CurrentUser);
        return Done($"第 {plan.Number} 版教学计划已备案。");
    }
}
