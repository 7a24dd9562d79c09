namespace CEBase.Projects.Agreements;

/// <summary>知情协议: versions, and the form that publishes the next one.</summary>
[RequirePermission(Permissions.View)]
internal sealed class AgreementListModel(RecordServices services, AgreementRepository repository, AgreementService agreements) : FormPage(services)
{
    [BindProperty] public AgreementInput Input { get; set; } = new();

    public IReadOnlyList<AgreementVersion> Versions { get; private set; } = [];
    public bool MayManage => CurrentUser.Has(Permissions.ContractsManage);

    /// <summary>Something was typed: the form has the reader's eye, not the text in force.</summary>
    public bool IsWriting => HttpContext.Request.Method == "POST";

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        Input = new AgreementInput { RequestKey = NewKey(), Title = Versions.FirstOrDefault()?.Title ?? "学员知情协议", Text = Versions.FirstOrDefault()?.Text };
    }

    protected override async Task LoadAsync(DbScope db) => Versions = await repository.AllAsync(db);

    public async Task<IActionResult> OnPostAsync()
    {
        CurrentUser.Demand(Permissions.ContractsManage);
        var version = await Database.WriteAsync(db => agreements.PublishAsync(db, Input.Title ?? "", Input.Text ?? "", Input.RequestKey, CurrentUser));
        return Done($"知情协议第 {version} 版已发布。");
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
