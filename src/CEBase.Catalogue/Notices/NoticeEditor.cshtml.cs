namespace CEBase.Catalogue.Notices;

/// <summary>Writes a notice or page, shows how it will look, and publishes it.</summary>
[RequirePermission(Permissions.NoticesManage)]
internal sealed class NoticeEditorModel(RecordServices services, NoticeRepository notices, NoticeService service) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)] public long? Id { get; set; }

    [BindProperty] public NoticeForm Input { get; set; } = new();

    /// <summary>The text as it is stored; null for a new one.</summary>
    public Notice? Saved { get; private set; }

    public WorkflowView? View { get; private set; }

    public string PreviewAddress => $"{CatalogueAddresses.Notices}/{Id?.ToString() ?? "new"}?handler=Preview";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Fill();
    }

    public Task LoadAsync() => services.Database.ReadAsync<int>(async db =>
    {
        if (Id is { } id)
        {
            // Looked at before it is read, so that what is shown is never older than what the form says was seen.
            View = await notices.FindAsync(db, id) is null ? null : await services.Engine.LookAsync(db, NoticeWorkflow.RecordType, id, services.User);
            Saved = await notices.GetAsync(db, id);
        }
        return 0;
    }, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync()
    {
        var notice = new Notice
        {
            Id = Id ?? 0, Kind = Input.Kind, Slug = Input.Slug ?? "", Title = Input.Title ?? "", Summary = Input.Summary ?? "", Body = Input.Body ?? "",
            IsPinned = Input.IsPinned, Version = Input.Version,
        };
        if (Id is { } id)
        {
            await service.UpdateAsync(notice, services.User, HttpContext.RequestAborted);
            return Done(id, "已保存。");
        }
        return Done(await service.CreateAsync(notice, services.User, HttpContext.RequestAborted), "已存为草稿，核对后可以发布。");
    }

    /// <summary>The preview alone for the live part, the whole page with what was typed without script.</summary>
    public async Task<IActionResult> OnPostPreviewAsync()
    {
        if (Request.Headers.ContainsKey("HX-Request"))
        {
            return Partial("/Notices/_Preview.cshtml", Input.Body ?? "");
        }
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        // The workflow's form sends none of the editor's fields: after a refusal the editor shows what is stored.
        ModelState.Clear();
        await LoadAsync();
        Fill();
        var id = Saved?.Id ?? throw Refusal.NotFound("没有这篇内容，请从列表打开。");
        var outcome = await services.Engine.TakeAsync(form, NoticeWorkflow.RecordType, id, services.User, HttpContext.RequestAborted);
        return Done(id, $"现在的状态是“{NoticeWorkflow.Life.State(outcome.State).Label}”。");
    }

    private RedirectResult Done(long id, string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect(CatalogueAddresses.Notice(id));
    }

    private void Fill()
    {
        if (Saved is { } n)
        {
            Input = new NoticeForm { Kind = n.Kind, Slug = n.Slug, Title = n.Title, Summary = n.Summary, Body = n.Body, IsPinned = n.IsPinned, Version = n.Version };
        }
    }

    public sealed class NoticeForm
    {
        public NoticeKind Kind { get; set; }
        public string? Slug { get; set; }
        public string? Title { get; set; }
        public string? Summary { get; set; }
        public string? Body { get; set; }
        public bool IsPinned { get; set; }
        public int Version { get; set; }
    }
}
