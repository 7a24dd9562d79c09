namespace CEBase.Sample.Letters;

/// <summary>起草函件.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class LetterEditModel(IDatabase database, LetterService letters, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Body { get; set; }

    public Task LoadAsync() => Task.CompletedTask;

    public async Task<IActionResult> OnPostAsync() =>
        Redirect(SampleAddresses.Letter(await database.WriteAsync(db => letters.CreateAsync(db, Subject, Body, user))));
}
