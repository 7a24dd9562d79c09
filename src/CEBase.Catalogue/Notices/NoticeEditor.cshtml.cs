namespace CEBase.Catalogue.Notices;

/// <summary>Writes a notice or page, shows how it will look, and publishes it.</summary>
[RequirePermission(Permissions.NoticesManage)]
internal sealed class NoticeEditorModel(IDatabase database, NoticeService desk, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public long? Id { get; set; }

    [BindProperty]
    public NoticeForm Input { get; set; } = new();

    /// <summary>The text as it is stored; null for a new one.</summary>
    public Notice? Saved { get; private set; }

    public WorkflowView? View { get; private set; }

    public string PreviewAddress => $"/console/notices/{Id?.ToString() ?? "new"}?handler=Preview";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Fill();
    }

    public async Task LoadAsync()
    {
        if (Id is { } id)
        {
            Saved = await database.ReadAsync(s => NoticeService.GetAsync(s, id), HttpContext.RequestAborted);
            View = await engine.LookAsync(NoticeWorkflow.RecordType, id, user, HttpContext.RequestAborted);
        }
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var notice = new Notice
        {
            Id = Id ?? 0, Kind = Input.Kind, Slug = Input.Slug ?? "", Title = Input.Title ?? "", Summary = Input.Summary ?? "", Body = Input.Body ?? "",
            IsPinned = Input.IsPinned, Version = Input.Version,
        };
        if (Id is null)
        {
            Id = await desk.CreateAsync(notice, user, HttpContext.RequestAborted);
            TempData["Done"] = "已存为草稿，核对后可以发布。";
        }
        else
        {
            await desk.UpdateAsync(notice, user, HttpContext.RequestAborted);
            TempData["Done"] = "已保存。";
        }
        return Redirect($"/console/notices/{Id}");
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
        if (Saved is null)
        {
            throw Refusal.NotFound("没有这篇内容，请从列表打开。");
        }
        var outcome = await engine.TakeAsync(form, NoticeWorkflow.RecordType, Saved.Id, user, HttpContext.RequestAborted);
        TempData["Done"] = $"现在的状态是“{NoticeWorkflow.Life.State(outcome.State).Label}”。";
        return Redirect($"/console/notices/{Saved.Id}");
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
