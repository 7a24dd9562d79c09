namespace CEBase.Catalogue.Classes;

/// <summary>What a page of a class needs: one parameter for pages to hand on.</summary>
internal sealed record ClassPageServices(IDatabase Database, ClassRepository Classes, WorkflowEngine Engine, ICurrentUser User, TimeProvider Clock);

/// <summary>A page of a class beside its record page: finds the class by its number, reads what it shows in the same scope, and comes back after a change with a sentence.</summary>
/// <param name="services">What every such page needs.</param>
/// <param name="page">Its last part: <c>timetable</c>.</param>
internal abstract class ClassPage(ClassPageServices services, string page) : PageModel, IFormPage
{
    [FromRoute] public string No { get; set; } = "";

    public ClassRow Class { get; private set; } = null!;
    public DateOnly Today => services.Clock.Today();
    public string Here => CatalogueAddresses.Class(No, page);

    /// <summary>Whether this user may change what the page shows.</summary>
    public virtual bool MayEdit => ClassAccess.MayChange(Class, CurrentUser);

    protected ICurrentUser CurrentUser => services.User;
    protected IDatabase Database => services.Database;
    protected WorkflowEngine Engine => services.Engine;

    public virtual Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => Database.ReadAsync<int>(async db =>
    {
        Class = await services.Classes.OpenAsync(db, No);
        await LoadMoreAsync(db);
        return 0;
    });

    /// <summary>What else the page shows; <see cref="Class"/> has been read.</summary>
    protected virtual Task LoadMoreAsync(DbScope db) => Task.CompletedTask;

    /// <summary>Changes something in one transaction and comes back with a sentence.</summary>
    protected async Task<IActionResult> ChangeAsync(Func<DbScope, Task> change, string done)
    {
        await Database.WriteAsync(change);
        return Done(done);
    }

    /// <summary>The same with a file that came along. A write may run again from its start, so the file is read from its beginning each time.</summary>
    protected async Task<IActionResult> ChangeAsync(IFormFile? file, Func<DbScope, Attached?, Task> change, string done)
    {
        await using var content = file is { Length: > 0 } ? file.OpenReadStream() : null;
        return await ChangeAsync(db =>
        {
            if (content is not null)
            {
                content.Position = 0;
            }
            return change(db, content is null ? null : new Attached(content, Path.GetFileName(file!.FileName)));
        }, done);
    }

    protected RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect(Here);
    }
}

/// <summary>An uploaded file on its way to the store.</summary>
internal sealed record Attached(Stream Content, string FileName);
