namespace CEBase.Instructors.Registry;

/// <summary>What the further pages of one instructor share.</summary>
internal abstract class InstructorRecordPage(RecordServices services, InstructorRepository instructors) : FormPage(services)
{
    [FromRoute] public string Number { get; set; } = "";

    public Instructor Instructor { get; private set; } = null!;
    public bool MayManage => CurrentUser.Has(Permissions.Manage);

    protected sealed override async Task LoadAsync(DbScope db)
    {
        Instructor = await instructors.GetAsync(db, Number);
        await LoadMoreAsync(db);
    }

    /// <summary>What else the page shows.</summary>
    protected abstract Task LoadMoreAsync(DbScope db);

    /// <summary>Looks at those of the page's records that can move on, by id.</summary>
    protected async Task<IReadOnlyDictionary<long, WorkflowView>> LookAsync(DbScope db, IEnumerable<(string RecordType, long Id)> records)
    {
        var views = new Dictionary<long, WorkflowView>();
        foreach (var (type, id) in records)
        {
            views[id] = await Engine.LookAsync(db, type, id, CurrentUser);
        }
        return views;
    }

    /// <summary>Changes something of the instructor and comes back to the page with a sentence.</summary>
    protected Task<IActionResult> ManageAsync(Func<DbScope, Instructor, Task> change, string done) => ChangeAsync(async db =>
    {
        CurrentUser.Demand(Permissions.Manage, "您没有管理师资库的权限，请联系管理员。");
        await change(db, await instructors.GetAsync(db, Number));
    }, done);

    /// <summary>Takes a step, or shows why not.</summary>
    /// <exception cref="Refusal"><c>step_refused</c>.</exception>
    protected async Task<StepOutcome> TakeAsync(StepRequest request) => (await Engine.TakeAsync(request, CurrentUser)).OrRefuse(withFindings: true);
}
