using CEBase.Projects.Intake;

namespace CEBase.Projects.Drafting;

/// <summary>修改立项: answers and terms of a draft or returned project.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class ProjectEditModel(RecordServices services, IntakeQuestions questions, ProjectChoices choices, ProjectRepository repository, ProjectService projects)
    : ProjectFormPage(services, questions, choices)
{
    private IReadOnlyList<string>? _answered;

    [FromRoute] public string No { get; set; } = "";

    public override string Cancel => ProjectAddresses.Project(No);

    public override IntakeForm Intake => new(Questions.All, code => IsPost ? Request.Form[code] : _answered is null ? null : _answered.Contains(code[2..]) ? "yes" : "no");

    private bool IsPost => Microsoft.AspNetCore.Http.HttpMethods.IsPost(Request.Method);

    public override async Task OnGetAsync()
    {
        var project = await Database.ReadAsync(FindAsync);
        Input = ProjectInput.Of(project);
        _answered = project.IntakeYes;
        await LoadAsync();
    }

    protected override async Task LoadAsync(DbScope db)
    {
        ApprovalNo = (await FindAsync(db)).ApprovalNo;
        await base.LoadAsync(db);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput() is not { } details)
        {
            return await this.AgainAsync();
        }
        await Database.WriteAsync(db => projects.UpdateAsync(db, No, details, Input.Version, CurrentUser));
        return Done($"项目 {No} 已保存。", Cancel);
    }

    private async Task<Project> FindAsync(DbScope db)
    {
        var project = await repository.GetAsync(db, No);
        return project.IsEditable ? project : throw Refusal.NotFound($"项目 {No} 现在不能修改。已批准的项目请先办理“变更条款”。");
    }
}
