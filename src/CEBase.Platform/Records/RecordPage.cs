using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Records;

/// <summary>What a record's page needs: one parameter for pages to hand on.</summary>
/// <param name="Database">Reads and writes.</param>
/// <param name="Engine">Looks and takes steps.</param>
/// <param name="User">Who looks.</param>
public sealed record RecordServices(IDatabase Database, WorkflowEngine Engine, ICurrentUser User);

/// <summary>
/// The page of a record with a life: finds it by its address, looks at it before reading it (so that what the page shows is never older than what
/// its forms say was seen), reads it with what else the page shows in the same scope, takes its steps and says what became of them.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="services">What every record page needs.</param>
/// <param name="recordType">The kind of record.</param>
public abstract class RecordPage<T>(RecordServices services, string recordType) : PageModel, IFormPage where T : class
{
    /// <summary>The record.</summary>
    public T Record { get; private set; } = null!;

    /// <summary>Where it stands, what can be done, what happened: what <c>workflow-panel</c> and <c>history</c> draw.</summary>
    public WorkflowView View { get; private set; } = null!;

    /// <summary>Who looks.</summary>
    protected ICurrentUser CurrentUser => services.User;

    /// <summary>The database.</summary>
    protected IDatabase Database => services.Database;

    /// <summary>The engine.</summary>
    protected WorkflowEngine Engine => services.Engine;

    /// <summary>The record's kind; several kinds may share a page.</summary>
    protected virtual string RecordType => recordType;

    /// <summary>The sentence for an address that leads nowhere.</summary>
    protected virtual string NotFoundSentence => $"没有找到这条{Engine.Definition(RecordType).Label}记录。";

    /// <summary>Shows the record.</summary>
    public virtual Task OnGetAsync() => LoadAsync();

    /// <inheritdoc />
    public virtual Task LoadAsync() => Database.ReadAsync<int>(async db =>
    {
        var id = await FindIdAsync(db) ?? throw Refusal.NotFound(NotFoundSentence);
        View = await Engine.LookAsync(db, RecordType, id, CurrentUser);
        Record = await ReadAsync(db, id) ?? throw Refusal.NotFound(NotFoundSentence);
        await LoadMoreAsync(db);
        return 0;
    });

    /// <summary>Takes the step that the panel's form asks for.</summary>
    public virtual async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var outcome = await Engine.TakeAsync(form, RecordType, (await Database.ReadAsync(FindAsync)).Id, CurrentUser);
        return Done(SentenceOf(outcome));
    }

    /// <summary>Id of the record that the address names, whoever asks; null when there is none.</summary>
    protected abstract Task<long?> FindIdAsync(DbScope db);

    /// <summary>The record, or null when it is not this user's to see.</summary>
    protected abstract Task<T?> ReadAsync(DbScope db, long id);

    /// <summary>What else the page shows; <see cref="Record"/> has been read.</summary>
    protected virtual Task LoadMoreAsync(DbScope db) => Task.CompletedTask;

    /// <summary>What the reader is told after a step.</summary>
    protected virtual string SentenceOf(StepOutcome outcome) => outcome.Refusal ?? "已办理。";

    /// <summary>The record for a handler, with its id.</summary>
    /// <exception cref="Refusal"><c>not_found</c>: it doesn't exist or is not this user's to see.</exception>
    protected async Task<(long Id, T Record)> FindAsync(DbScope db)
    {
        var id = await FindIdAsync(db);
        return id is { } found && await ReadAsync(db, found) is { } record ? (found, record) : throw Refusal.NotFound(NotFoundSentence);
    }

    /// <summary>Changes something in one transaction and comes back to the record with a sentence.</summary>
    protected async Task<IActionResult> ChangeAsync(Func<DbScope, Task> change, string done)
    {
        await Database.WriteAsync(change);
        return Done(done);
    }

    /// <summary>Comes back to the record, or to another address, with a sentence.</summary>
    protected RedirectResult Done(string sentence, string? address = null)
    {
        TempData["Done"] = sentence;
        return Redirect(address ?? (Request.PathBase + Request.Path).ToUriComponent());
    }
}
