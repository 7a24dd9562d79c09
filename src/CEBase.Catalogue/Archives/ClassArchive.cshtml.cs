using CEBase.Catalogue.Classes;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Catalogue.Archives;

/// <summary>档案: what the class's archive asks for, what is there and what is missing; uploads, freezing, checks and export.</summary>
[RequirePermission(Permissions.ArchivesView)]
[RequestSizeLimit(UploadCeiling), RequestFormLimits(MultipartBodyLengthLimit = UploadCeiling)]
internal sealed class ClassArchiveModel(
    IDatabase database, IClassDirectory classes, ArchiveReader reader, ArchiveDesk desk, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
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
    public bool MayOpenFiles => user.Has(Permissions.ArchivesView);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input.Item ??= Item;
    }

    public Task LoadAsync() => database.ReadAsync(async session =>
    {
        Class = await classes.FindAsync(session, No) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
        Archive = await reader.OfAsync(session, Class);
        Check = Archive.Frozen is null ? null : await ArchiveCheckRow.LastAsync(session, Class.Id);
        return 0;
    });

    public async Task<IActionResult> OnPostUploadAsync()
    {
        if (Input.File is null)
        {
            throw new Refusal("file_missing", "没有选择文件，请选择要归档的材料。") { Field = nameof(Input.File) };
        }
        await using var content = Input.File.OpenReadStream();
        await database.WriteAsync(session => desk.AddAsync(session, No, Input.Item ?? "", Input.Title ?? "", content, Input.File.FileName, Input.Reason, user));
        return Done($"“{Input.Title!.Trim()}”已归入档案。");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(long id)
    {
        await database.WriteAsync(session => desk.WithdrawAsync(session, No, id, user));
        return Done("这份材料已撤下。");
    }

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect($"/console/classes/{No}/archive");
    }
}
