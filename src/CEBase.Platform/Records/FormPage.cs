using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Records;

/// <summary>A page with forms that belongs to no single record with a life: reads in one scope, changes in one transaction, and comes back with a sentence.</summary>
/// <param name="services">What every record page needs.</param>
public abstract class FormPage(RecordServices services) : PageModel, IFormPage
{
    /// <summary>Who looks.</summary>
    protected ICurrentUser CurrentUser => services.User;

    /// <summary>The database.</summary>
    protected IDatabase Database => services.Database;

    /// <summary>The engine.</summary>
    protected WorkflowEngine Engine => services.Engine;

    /// <summary>A new key for the page's form, so that sending it twice does it once.</summary>
    protected static string NewKey() => Guid.NewGuid().ToString("N");

    /// <summary>Shows the page.</summary>
    public virtual Task OnGetAsync() => LoadAsync();

    /// <inheritdoc />
    public Task LoadAsync() => Database.ReadAsync<int>(async db =>
    {
        await LoadAsync(db);
        return 0;
    });

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task LoadAsync(DbScope db);

    /// <summary>Changes something in one transaction and comes back to the page, or to another address, with a sentence.</summary>
    protected async Task<IActionResult> ChangeAsync(Func<DbScope, Task> change, string done, string? address = null)
    {
        await Database.WriteAsync(change);
        return Done(done, address);
    }

    /// <summary>Comes back to the page, or to another address, with a sentence.</summary>
    protected RedirectResult Done(string sentence, string? address = null)
    {
        TempData["Done"] = sentence;
        return Redirect(address ?? (Request.PathBase + Request.Path).ToUriComponent());
    }
}
