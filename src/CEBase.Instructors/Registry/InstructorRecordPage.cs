namespace CEBase.Instructors.Registry;

/// <summary>What the pages of one instructor share.</summary>
internal abstract class InstructorRecordPage(IDatabase database, InstructorService service, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute] public string Number { get; set; } = "";

    public Instructor Instructor { get; private set; } = null!;
    public bool MayManage => user.Has(Permissions.Manage);

    protected IDatabase Database => database;
    protected ICurrentUser CurrentUser => user;
    protected WorkflowEngine Engine => engine;

    public virtual Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync<int>(async db =>
        {
            Instructor = await service.GetAsync(db, Number);
            await LoadAsync(db);
            return 0;
        });
        await LookAsync();
    }

    /// <summary>What else the page shows.</summary>
    protected virtual Task LoadAsync(DbScope db) => Task.CompletedTask;

    /// <summary>The workflows that the page draws; the engine reads by itself.</summary>
    protected virtual Task LookAsync() => Task.CompletedTask;

    protected Task<Instructor> FindAsync(DbScope db) => service.GetAsync(db, Number);

    protected void RequireManage()
    {
        if (!MayManage)
        {
            throw new Refusal("no_permission", "您没有管理师资库的权限，请联系管理员。");
        }
    }

    /// <summary>Takes a step, or shows why not.</summary>
    /// <exception cref="Refusal"><c>step_refused</c>.</exception>
    protected async Task<StepOutcome> TakeAsync(StepRequest request)
    {
        var outcome = await engine.TakeAsync(request, user);
        return outcome.Taken || outcome.AlreadyThere ? outcome : throw new Refusal("step_refused",
            string.Join(" ", outcome.Findings.Where(f => f.Severity == Severity.Block).Select(f => f.Sentence).Prepend(outcome.Refusal!))) { Status = 409 };
    }

    protected RedirectResult Done(string sentence, string place = "")
    {
        TempData["Done"] = sentence;
        return Redirect($"/console/instructors/{Number}{place}");
    }
}
