namespace CEBase.Catalogue.Classes;

/// <summary>A course in a chooser.</summary>
internal sealed record CourseChoice
{
    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public int Hours { get; init; }
}

/// <summary>What the pages for making and changing a class share.</summary>
internal abstract class ClassFormPage(IDatabase database, IAccounts accounts, ProjectLink link, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public ClassInput Input { get; set; } = new();

    public IReadOnlyList<CourseChoice> Courses { get; private set; } = [];
    public IReadOnlyList<ProjectCard> Projects { get; private set; } = [];
    public IReadOnlyList<AccountInfo> Advisers { get; private set; } = [];

    /// <summary>Course, funding and fee can't be changed any more.</summary>
    public bool TermsFixed { get; protected set; }

    /// <summary>The project the class is tied to already.</summary>
    protected long? OwnProject { get; set; }

    public bool MaySetAdviser => user.Has(Permissions.Manage);
    public abstract string Cancel { get; }

    protected IDatabase Database => database;

    protected ICurrentUser CurrentUser => user;

    public virtual Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Courses = await db.QueryAsync<CourseChoice>("SELECT id, code, name, hours FROM course WHERE is_active = TRUE OR id = @Id ORDER BY code", new { Id = Input.CourseId ?? 0 });
        Projects = await link.ChoicesAsync(db, OwnProject);
        Advisers = await accounts.HoldersAsync(db, Permissions.ManageOwn);
        return 0;
    });

    /// <summary>The details when all of them can be stored; otherwise every problem is at its field.</summary>
    protected ClassDetails? ReadInput()
    {
        var (details, problems) = Input.Read();
        foreach (var problem in problems)
        {
            ModelState.AddModelError($"{nameof(Input)}.{problem.Field}", problem.Sentence);
        }
        return problems.Count == 0 ? details : null;
    }
}
