using CEBase.Catalogue.Courses;

namespace CEBase.Catalogue.Classes;

/// <summary>What the pages for making and changing a class need.</summary>
internal sealed record ClassFormServices(IDatabase Database, ClassRepository Classes, ClassService Service, CourseRepository Courses, IAccounts Accounts, ProjectLink Link, ICurrentUser User);

/// <summary>What the pages for making and changing a class share.</summary>
internal abstract class ClassFormPage(ClassFormServices services) : PageModel, IFormPage
{
    [BindProperty] public ClassInput Input { get; set; } = new();

    public IReadOnlyList<ListOption> Courses { get; private set; } = [];
    public IReadOnlyList<ListOption> Projects { get; private set; } = [];
    public IReadOnlyList<ListOption> Advisers { get; private set; } = [];

    /// <summary>Course, funding and fee can't be changed any more.</summary>
    public bool TermsFixed { get; protected set; }

    /// <summary>The project the class is tied to already.</summary>
    protected long? OwnProject { get; set; }

    public bool MaySetAdviser => CurrentUser.Has(Permissions.Manage);
    public abstract string Cancel { get; }

    protected IDatabase Database => services.Database;
    protected ClassService Service => services.Service;
    protected ICurrentUser CurrentUser => services.User;

    public virtual Task LoadAsync() => Database.ReadAsync<int>(async db =>
    {
        Courses = Options.Of((await services.Courses.AllAsync(db)).Where(c => c.IsActive || c.Id == Input.CourseId), c => c.Id, c => $"{c.Code} {c.Name}");
        Projects = Options.Of(await services.Link.ChoicesAsync(db, OwnProject), p => p.Id,
            p => $"{p.ApprovalNo ?? p.Number} {p.Name}（{p.StartsOn.InTable()} 至 {p.EndsOn.InTable()}，{(p.State == ProjectStates.Approved ? "已批准" : "审批中")}）");
        Advisers = Options.Of(await services.Accounts.HoldersAsync(db, Permissions.ManageOwn), a => a.Id, a => a.DisplayName);
        return 0;
    });
}
