using CEBase.Projects.Clients;
using CEBase.Projects.Drafting;
using CEBase.Projects.Intake;
using CEBase.Projects.Plans;

namespace CEBase.Projects.Approval;

/// <summary>概况: a project's terms, what can be done with it, and what happened.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ProjectRecordModel(
    RecordServices services, ProjectRepository repository, ProjectService projects, IPriceDirectory prices, PlanRepository plans, ClientRepository clients, IntakeQuestions questions)
    : RecordPage<Project>(services, ProjectStates.RecordType)
{
    [FromRoute] public string No { get; set; } = "";

    public PriceCard? Price { get; private set; }
    public PlanItem? Item { get; private set; }
    public string? Client { get; private set; }
    public string RepeatKey { get; } = Guid.NewGuid().ToString("N");
    public bool MayManage => CurrentUser.Has(Permissions.Manage);
    public bool MayRepeat => MayManage && Record.ApprovalNo is not null;
    public bool MayEdit => MayManage && Record.IsEditable;

    /// <summary>Questions answered yes; null while they are unanswered.</summary>
    public IReadOnlyList<IntakeQuestion>? Yes => Record.IntakeYes is { } yes ? [.. questions.All.Where(q => yes.Contains(q.Code))] : null;

    protected override string NotFoundSentence => $"没有编号为 {No} 的项目。";

    protected override async Task<long?> FindIdAsync(DbScope db) => (await repository.FindAsync(db, No))?.Id;

    protected override Task<Project?> ReadAsync(DbScope db, long id) => repository.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Price = Record.PriceId is { } price ? await prices.FindAsync(db, price) : null;
        Item = Record.PlanItemId is { } item ? await plans.ItemAsync(db, item) : null;
        Client = Record.ClientId is { } client ? (await clients.FindAsync(db, client))?.Name : null;
    }

    public override async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await Database.ReadAsync(FindAsync)).Id;
        var outcome = await Engine.TakeAsync(form, ProjectStates.RecordType, id, CurrentUser);
        var number = (await Database.ReadAsync(db => repository.FindAsync(db, id)))!.ApprovalNo;
        return Done(outcome.Refusal ?? (outcome.State == ProjectStates.Approved
            ? $"项目 {No} 已批准，审批编号 {number}。"
            : $"项目 {No} 已办理“{Engine.Definition(ProjectStates.RecordType).Steps.FirstOrDefault(s => s.Name == form.Step)?.Label}”。"));
    }

    public async Task<IActionResult> OnPostRepeatAsync(string? key)
    {
        var card = await Database.WriteAsync(db => projects.RepeatAsync(db, No, string.IsNullOrEmpty(key) ? RepeatKey : key, CurrentUser));
        return Done($"已按 {No} 复制为新的草稿 {card.Number}。请回答项目类型问题，核对日期和收费后送审。", $"{ProjectAddresses.Project(card.Number)}/edit");
    }
}
