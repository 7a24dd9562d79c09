using CEBase.Projects.Intake;

namespace CEBase.Projects.Drafting;

/// <summary>修改立项: answers and terms of a draft or returned project.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class ProjectEditModel(IDatabase database, IntakeQuestions questions, ProjectService projects, ICurrentUser user, TimeProvider clock)
    : ProjectFormPage(database, questions, clock)
{
    private IReadOnlyList<string>? _answered;

    [FromRoute] public string No { get; set; } = "";

    public override string Cancel => $"/console/projects/{No}";

    public override IntakeForm Intake => new(Questions.All, code => IsPost ? Request.Form[code] : _answered is null ? null : _answered.Contains(code[2..]) ? "yes" : "no");

    private bool IsPost => Microsoft.AspNetCore.Http.HttpMethods.IsPost(Request.Method);

    public async Task OnGetAsync()
    {
        var project = await FindAsync();
        Input = ProjectInput.Of(project);
        _answered = project.IntakeYes;
        await LoadAsync();
    }

    public override async Task LoadAsync()
    {
        ApprovalNo = (await FindAsync()).ApprovalNo;
        await base.LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput() is not { } details)
        {
            return await this.AgainAsync();
        }
        await Database.WriteAsync(db => projects.UpdateAsync(db, No, details, Input.Version, user));
        TempData["Done"] = $"项目 {No} 已保存。";
        return Redirect($"/console/projects/{No}");
    }

    private async Task<Project> FindAsync()
    {
        var project = await Database.ReadAsync(db => Project.FindAsync(db, No)) ?? throw Refusal.NotFound($"没有编号为 {No} 的项目。");
        return project.IsEditable ? project : throw Refusal.NotFound($"项目 {No} 现在不能修改。已批准的项目请先办理“变更条款”。");
    }
}
