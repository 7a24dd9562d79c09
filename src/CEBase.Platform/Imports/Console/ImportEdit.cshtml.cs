using CEBase.Platform.Files;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;

namespace CEBase.Platform.Imports.Console;

/// <summary>上传表格: which kind, into what, and the file. The kind's own permission is asked when it is opened and when it is sent.</summary>
[SignedIn]
[RequestSizeLimit(UploadCeiling), RequestFormLimits(MultipartBodyLengthLimit = UploadCeiling)]
internal sealed class ImportEditModel(ImportService imports, ImportKinds kinds, FileLimits limits, ICurrentUser user) : PageModel, IFormPage
{
    // Above the configured limit, so that a file that is too large meets a sentence and not a broken connection.
    private const long UploadCeiling = 512L * 1024 * 1024;

    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Target { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    public IReadOnlyList<ISpreadsheetImport> Kinds { get; private set; } = [];
    public ISpreadsheetImport? Import { get; private set; }
    public string MaxText => limits.MaxText;
    public string Accept => FileTypes.Extensions(FileKinds.Sheet);

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync()
    {
        Kinds = kinds.For(user);
        Import = Kind is null ? Kinds.Count == 1 ? Kinds[0] : null : Kinds.FirstOrDefault(k => k.Kind == Kind) ?? kinds.Find(Kind, user);
        Kind ??= Import?.Kind;
        return Task.CompletedTask;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (string.IsNullOrEmpty(Kind))
        {
            throw new Refusal("kind_missing", "没有选择导入的内容。请先选择要导入什么。") { Field = nameof(Kind) };
        }
        if (Upload is null)
        {
            throw new Refusal("file_missing", "没有选择文件。请选择要上传的表格。") { Field = nameof(Upload) };
        }
        try
        {
            await using var content = Upload.OpenReadStream();
            return LocalRedirect(ImportAddresses.Record(await imports.StartAsync(Kind, Target ?? "", content, Upload.FileName)));
        }
        catch (Refusal refusal) when (refusal.Field is null && refusal.Code is not Demands.NotAllowed)
        {
            var field = refusal.Status == StatusCodes.Status404NotFound ? nameof(Target) : nameof(Upload);
            throw new Refusal(refusal.Code, refusal.Message) { Field = field, Status = refusal.Status == StatusCodes.Status404NotFound ? StatusCodes.Status400BadRequest : refusal.Status };
        }
    }

    /// <summary>The empty workbook to fill in.</summary>
    public IActionResult OnGetTemplate()
    {
        var import = kinds.Find(Kind ?? "", user);
        return File(ImportTemplate.Of(import), WorkbookType, $"{import.Label}导入模板.xlsx");
    }
}
