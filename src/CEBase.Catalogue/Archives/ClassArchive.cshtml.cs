using CEBase.Catalogue.Classes;
using Microsoft.Net.Http.Headers;

namespace CEBase.Catalogue.Archives;

/// <summary>档案: what the class's archive asks for, what is there and what is missing; uploads, freezing, checks and export.</summary>
[RequirePermission(Permissions.ArchivesView)]
[RequestSizeLimit(UploadCeiling), RequestFormLimits(MultipartBodyLengthLimit = UploadCeiling)]
internal sealed class ClassArchiveModel(
    ClassPageServices services, ArchiveRepository archives, ArchiveReader reader, ArchiveService service, ArchiveFreezer freezer, ArchiveChecker checker, ArchiveExport export) : ClassPage(services, "archive")
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

    [FromQuery] public string? Item { get; set; }
    [BindProperty] public UploadInput Input { get; set; } = new();

    public ArchiveView Archive { get; private set; } = null!;
    public ArchiveCheckRow? Check { get; private set; }
    public bool MayKeep => CurrentUser.Has(Permissions.ArchivesManage) && ClassAccess.MayManage(Class, CurrentUser);

    /// <summary>A class that closed before archives were kept is frozen by hand.</summary>
    public bool MayFreeze => MayKeep && Archive.Frozen is null && Class.State is ClassStates.Closed or ClassStates.Archived;

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        Input.Item ??= Item;
    }

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Archive = await reader.OfAsync(db, Class);
        Check = Archive.Frozen is null ? null : await archives.LastCheckAsync(db, Class.Id);
    }

    public async Task<IActionResult> OnPostUploadAsync()
    {
        Field.Check(Input.File is not null, "file_missing", nameof(Input.File), "没有选择文件，请选择要归档的材料。");
        await using var content = Input.File!.OpenReadStream();
        return await ChangeAsync(db => service.AddAsync(db, No, Input.Item ?? "", Input.Title ?? "", content, Input.File.FileName, Input.Reason, CurrentUser), $"“{Input.Title?.Trim()}”已归入档案。");
    }

    public Task<IActionResult> OnPostWithdrawAsync(long id) => ChangeAsync(db => service.WithdrawAsync(db, No, id, CurrentUser), "这份材料已撤下。");

    public async Task<IActionResult> OnPostFreezeAsync()
    {
        await LoadAsync();
        if (!MayFreeze)
        {
            throw new Refusal("archive_not_closed", Archive.Frozen is null ? "结班以后才能封存档案。" : "档案已经封存。") { Status = 409 };
        }
        var count = await Database.WriteAsync(db => freezer.FreezeAsync(db, Class.Id, CurrentUser));
        return Done($"档案已封存，共 {count} 件。");
    }

    public async Task<IActionResult> OnPostCheckAsync()
    {
        await LoadAsync();
        CurrentUser.Demand(MayKeep, "只有基地工作人员和本班班主任可以核验这个班的档案。");
        return Done((await checker.CheckAsync(Class.Id, CurrentUser)).Sentence);
    }

    /// <summary>The archive as one zip, written as it is read.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var (archive, entries) = await export.StartAsync(No, CurrentUser, cancel);
        return new ZipResult($"档案-{No}.zip", target => export.WriteAsync(archive, entries, CurrentUser.DisplayName, Today, target, cancel));
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
