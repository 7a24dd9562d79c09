namespace CEBase.Projects.Agreements;

/// <summary>知情协议: versions, and the form that publishes the next one.</summary>
[RequirePermission(Permissions.View)]
internal sealed class AgreementListModel(IDatabase database, AgreementService desk, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public AgreementInput Input { get; set; } = new();

    public IReadOnlyList<AgreementVersion> Versions { get; private set; } = [];
    public bool MayManage => user.Has(Permissions.ContractsManage);

    /// <summary>Something was typed: the form has the reader's eye, not the text in force.</summary>
    public bool IsWriting => HttpContext.Request.Method == "POST";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = new AgreementInput { RequestKey = Guid.NewGuid().ToString("N"), Title = Versions.FirstOrDefault()?.Title ?? "学员知情协议", Text = Versions.FirstOrDefault()?.Text };
    }

    public async Task LoadAsync() => Versions = await database.ReadAsync(AgreementService.AllAsync);

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayManage)
        {
            return Forbid();
        }
        var version = await database.WriteAsync(db => desk.PublishAsync(db, Input.Title ?? "", Input.Text ?? "", Input.RequestKey, user));
        TempData["Done"] = $"知情协议第 {version} 版已发布。";
        return Redirect("/console/agreements");
    }

    /// <summary>The preview alone for the live part, the whole page with what was typed without script.</summary>
    public async Task<IActionResult> OnPostPreviewAsync()
    {
        if (Request.Headers.ContainsKey("HX-Request"))
        {
            using var html = new StringWriter();
            SafeMarkdown.Render(Input.Text ?? "").WriteTo(html, System.Text.Encodings.Web.HtmlEncoder.Default);
            return Content($"<div class=\"ce-prose\">{html}</div>", "text/html; charset=utf-8");
        }
        await LoadAsync();
        return Page();
    }

    public sealed class AgreementInput
    {
        public string? Title { get; set; }
        public string? Text { get; set; }
        public string? RequestKey { get; set; }
    }
}
