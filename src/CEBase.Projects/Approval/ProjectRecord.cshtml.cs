using CEBase.Projects.Drafting;
using CEBase.Projects.Intake;
using CEBase.Projects.Parts;
using CEBase.Projects.Plans;

namespace CEBase.Projects.Approval;

/// <summary>概况: a project's terms, what can be done with it, and what happened.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ProjectRecordModel(IDatabase database, WorkflowEngine engine, ProjectService projects, IPriceDirectory prices, IntakeQuestions questions, ICurrentUser user)
    : PageModel, IFormPage
{
    [FromRoute] public string No { get; set; } = "";

    public Project Project { get; private set; } = null!;
    public PartsOfProject Parts { get; private set; } = null!;
    public PriceCard? Price { get; private set; }
    public PlanItem? Item { get; private set; }
    public string? Client { get; private set; }
    public WorkflowView View { get; private set; } = null!;
    public string RepeatKey { get; } = Guid.NewGuid().ToString("N");
    public bool MayManage => user.Has(Permissions.Manage);
    public bool MayRepeat => MayManage && Project.ApprovalNo is not null;
    public bool MayEdit => MayManage && Project.IsEditable;

    /// <summary>Questions answered yes; null while they are unanswered.</summary>
    public IReadOnlyList<IntakeQuestion>? Yes => Project.IntakeYes is { } yes ? [.. questions.All.Where(q => yes.Contains(q.Code))] : null;

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Project = await Project.FindAsync(db, No) ?? throw Refusal.NotFound($"没有编号为 {No} 的项目。");
            Parts = await ProjectParts.OfAsync(db, Project.Id);
            Price = Project.PriceId is { } price ? await prices.FindAsync(db, price) : null;
            Item = Project.PlanItemId is { } item ? await PlanQueries.ItemAsync(db, item) : null;
            Client = Project.ClientId is { } client ? await db.FirstAsync<string>("SELECT name FROM client WHERE id = @client", new { client }) : null;
            return 0;
        });
        View = await engine.LookAsync(ProjectStates.RecordType, Project.Id, user);
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await database.ReadAsync(db => Project.FindAsync(db, No)))?.Id ?? throw Refusal.NotFound($"没有编号为 {No} 的项目。");
        var outcome = await engine.TakeAsync(form, ProjectStates.RecordType, id, user);
        var number = (await database.ReadAsync(db => Project.FindAsync(db, No)))!.ApprovalNo;
        TempData["Done"] = outcome.Refusal ?? (outcome.State == ProjectStates.Approved ? $"项目 {No} 已批准，审批编号 {number}。" : $"项目 {No} 已办理“{LabelOf(form.Step)}”。");
        return Redirect($"/console/projects/{No}");
    }

    public async Task<IActionResult> OnPostRepeatAsync(string? key)
    {
        var card = await database.WriteAsync(db => projects.RepeatAsync(db, No, string.IsNullOrEmpty(key) ? Guid.NewGuid().ToString("N") : key, user));
        TempData["Done"] = $"已按 {No} 复制为新的草稿 {card.Number}。请回答项目类型问题，核对日期和收费后送审。";
        return Redirect($"/console/projects/{card.Number}/edit");
    }

    private string LabelOf(string? step) => engine.Definitions.Single(d => d.RecordType == ProjectStates.RecordType).Steps.FirstOrDefault(s => s.Name == step)?.Label ?? "";
}
