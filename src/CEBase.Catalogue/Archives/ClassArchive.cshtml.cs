using CEBase.Catalogue.Classes;
using Microsoft.Net.Http.Headers;

namespace CEBase.Catalogue.Archives;

/// <summary>档案: what the class's archive asks for, what is there and what is missing; uploads, freezing, checks and export.</summary>
[RequirePermission(Permissions.ArchivesView)]
[RequestSizeLimit(UploadCeiling), RequestFormLimits(MultipartBodyLengthLimit = UploadCeiling)]
internal sealed class ClassArchiveModel(
    IDatabase database, IClassDirectory classes, ArchiveReader reader, ArchiveService desk, ArchiveFreezer freezer, ArchiveChecker checker, ArchiveExport export, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    // Above the configured limit of uploads, so that a file that is too large meets a sentence and not a broken connection.
    private const long UploadCeiling = 512L * 1024 * 1024;

    public const string Accept = ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.csv,.txt,.zip";

    public sealed class UploadInput
    {
        public string? Item { get; set; }
        public string? Title { get; set; }
        public IFormFile? File { get; set; }
        public string? Reason { get; set; }
    }

    [FromRoute] public string No { get; set; } = "";
    [FromQuery] public string? Item { get; set; }
    [BindProperty] public UploadInput Input { get; set; } = new();

    public ClassCard Class { get; private set; } = null!;
    public ArchiveView Archive { get; private set; } = null!;
    public ArchiveCheckRow? Check { get; private set; }
    public DateOnly Today { get; } = clock.Today();
    public bool MayKeep => ArchiveAccess.MayKeep(Class.AdviserId, user);

    /// <summary>A class that closed before archives were kept is frozen by hand.</summary>
    public bool MayFreeze => MayKeep && Archive.Frozen is null && Class.State is ClassStates.Closed or ClassStates.Archived;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input.Item ??= Item;
    }

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Class = await classes.FindAsync(db, No) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
        Archive = await reader.OfAsync(db, Class);
        Check = Archive.Frozen is null ? null : await ArchiveCheckRow.LastAsync(db, Class.Id);
        return 0;
    });

    public async Task<IActionResult> OnPostUploadAsync()
    {
        if (Input.File is null)
        {
            throw new Refusal("file_missing", "没有选择文件，请选择要归档的材料。") { Field = nameof(Input.File) };
        }
        await using var content = Input.File.OpenReadStream();
        await database.WriteAsync(db => desk.AddAsync(db, No, Input.Item ?? "", Input.Title ?? "", content, Input.File.FileName, Input.Reason, user));
        return Done($"“{Input.Title!.Trim()}”已归入档案。");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(long id)
    {
        await database.WriteAsync(db => desk.WithdrawAsync(db, No, id, user));
        return Done("这份材料已撤下。");
    }

    public async Task<IActionResult> OnPostFreezeAsync()
    {
        await LoadAsync();
        if (!MayFreeze)
        {
            throw new Refusal("archive_not_closed", Archive.Frozen is null ? "结班以后才能封存档案。" : "档案已经封存。") { Status = 409 };
        }
        var count = await database.WriteAsync(db => freezer.FreezeAsync(db, Class.Id, user));
        return Done($"档案已封存，共 {count} 件。");
    }

    public async Task<IActionResult> OnPostCheckAsync()
    {
        await LoadAsync();
        if (!MayKeep)
        {
            throw new Refusal("not_yours", "只有基地工作人员和本班班主任可以核验这个班的档案。") { Status = 403 };
        }
        return Done((await checker.CheckAsync(Class.Id, user)).Sentence);
    }

    /// <summary>The archive as one zip, written as it is read.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var (archive, entries) = await export.StartAsync(No, user, cancel);
        return new ZipResult($"档案-{No}.zip", target => export.WriteAsync(archive, entries, user.DisplayName, Today, target, cancel));
    }

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect($"/console/classes/{No}/archive");
    }
}

/// <summary>A zip written straight to the answer.</summary>
internal sealed class ZipResult(string fileName, Func<Stream, Task> write) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var answer = context.HttpContext.Response;
        answer.ContentType = "application/zip";
        answer.Headers.CacheControl = "no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        answer.Headers.ContentDisposition = disposition.ToString();
        return write(answer.Body);
    }
}
