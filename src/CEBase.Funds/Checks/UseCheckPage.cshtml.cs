using CEBase.Funds.Reconciliation;

namespace CEBase.Funds.Checks;

/// <summary>开支检查: a file, or one description to try.</summary>
[RequirePermission(Permissions.Check)]
internal sealed class UseCheckPageModel(IDatabase database, UseCheckService desk, VocabularyRepository book, ICurrentUser user) : PageModel, IFormPage
{
    [FromQuery(Name = "text")] public string? Text { get; set; }
    [FromQuery(Name = "category")] public string? Category { get; set; }
    [BindProperty] public IFormFile? Upload { get; set; }

    public JudgedLine? Tried { get; private set; }
    public IReadOnlyList<CheckedBatch> Batches { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Batches = await desk.LatestAsync(db);
        Tried = string.IsNullOrWhiteSpace(Text) ? null : (await book.CheckAsync(db)).Judge(new UseLine("", Category ?? "", Text));
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        if (Upload is not { Length: > 0 } upload)
        {
            throw new Refusal("file_missing", "没有选择文件。请选择要检查的表格。") { Field = nameof(Upload) };
        }
        using var content = new MemoryStream();
        await upload.CopyToAsync(content);
        try
        {
            var id = await database.WriteAsync(db =>
            {
                content.Position = 0;
                return desk.CheckAsync(db, content, upload.FileName, user);
            });
            return LocalRedirect($"{FundsAddresses.Checks}/{id}");
        }
        catch (Refusal refusal) when (refusal.Field is null)
        {
            throw new Refusal(refusal.Code, refusal.Message) { Field = nameof(Upload) };
        }
    }
}
