using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Teaching;

/// <summary>教材资料: what a class is taught with, in which version, and when somebody last looked at it.</summary>
[RequirePermission(Permissions.View)]
internal sealed class MaterialsPageModel(IDatabase database, MaterialService desk, MaterialFacts facts, IClassDirectory classes, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    public sealed class MaterialForm
    {
        [Display(Name = "类型")] public string? Kind { get; set; }
        [Display(Name = "名称")] public string? Title { get; set; }
        [Display(Name = "编著者")] public string? Author { get; set; }
        [Display(Name = "对应的课")] public string? SessionTopic { get; set; }
        [Display(Name = "出处")] public string? Reference { get; set; }
        [Display(Name = "最近审阅日期")] public DateOnly? ReviewedOn { get; set; }
        [Display(Name = "只用于本班")] public bool IsOfClass { get; set; }
        public string? RequestKey { get; set; }
    }

    [FromRoute] public string No { get; set; } = "";
    [BindProperty] public MaterialForm Input { get; set; } = new();

    public ClassRow Class { get; private set; } = null!;
    public IReadOnlyList<Material> Materials { get; private set; } = [];
    public ILookup<long, MaterialVersion> Versions { get; private set; } = Array.Empty<MaterialVersion>().ToLookup(v => v.MaterialId);
    public ILookup<long, MaterialReview> Reviews { get; private set; } = Array.Empty<MaterialReview>().ToLookup(v => v.MaterialId);
    public IReadOnlyList<string> Topics { get; private set; } = [];
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public int? Months { get; private set; }
    public DateOnly Today => clock.Today();
    public bool MayEdit => TeachingAccess.MayKeep(Class, user);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = new MaterialForm { Kind = "notes", ReviewedOn = Today, RequestKey = Guid.NewGuid().ToString("N") };
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Class = await ClassRow.FindAsync(db, No) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
        Materials = await Material.OfClassAsync(db, Class.CourseId, Class.Id);
        var ids = Materials.Select(m => m.Id).ToList();
        Versions = (ids.Count == 0 ? [] : await MaterialService.VersionsAsync(db, ids)).ToLookup(v => v.MaterialId);
        Reviews = (ids.Count == 0 ? [] : await MaterialService.ReviewsAsync(db, ids)).ToLookup(v => v.MaterialId);
        Topics = [.. (await classes.SessionsAsync(db, Class.Id)).Select(s => s.Topic).Distinct()];
        Findings = await facts.CheckAsync(db, Class);
        Months = await facts.MonthsAsync(db, Class.StartsOn);
        return 0;
    });

    public async Task<IActionResult> OnPostAddAsync(IFormFile? file)
    {
        var material = new NewMaterial
        {
            Kind = Input.Kind ?? "", Title = Input.Title ?? "", Author = Input.Author ?? "", SessionTopic = Input.SessionTopic ?? "", Reference = Input.Reference ?? "",
            IsOfClass = Input.IsOfClass, ReviewedOn = Input.ReviewedOn, RequestKey = Input.RequestKey,
        };
        await WithFileAsync(file, (db, attached) => desk.AddAsync(db, No, material, attached, user));
        return Done($"《{material.Title.Trim()}》已登记。");
    }

    public async Task<IActionResult> OnPostVersionAsync(long id, string? reference, string? changeNote, IFormFile? file)
    {
        await WithFileAsync(file, (db, attached) => desk.AddVersionAsync(db, No, id, reference ?? "", changeNote ?? "", attached, user));
        return Done("新版已登记。");
    }

    public async Task<IActionResult> OnPostReviewAsync(long id, string? reviewer, string? note)
    {
        await database.WriteAsync(db => desk.ReviewAsync(db, No, id, null, reviewer ?? "", note ?? "", user));
        return Done("已登记审阅。");
    }

    public async Task<IActionResult> OnPostRetireAsync(long id)
    {
        await database.WriteAsync(db => desk.RetireAsync(db, No, id, user));
        return Done("这份资料已停用。");
    }

    // A write may run again from its start, so the file is read from its beginning each time.
    private async Task WithFileAsync(IFormFile? file, Func<DbScope, Attached?, Task> work)
    {
        await using var content = file is { Length: > 0 } ? file.OpenReadStream() : null;
        await database.WriteAsync(async db =>
        {
            if (content is not null)
            {
                content.Position = 0;
            }
            await work(db, content is null ? null : new Attached(content, Path.GetFileName(file!.FileName)));
        }, HttpContext.RequestAborted);
    }

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect($"/console/classes/{No}/materials");
    }
}
