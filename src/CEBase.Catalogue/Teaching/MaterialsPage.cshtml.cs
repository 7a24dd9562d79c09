using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Teaching;

/// <summary>教材资料: what a class is taught with, in which version, and when somebody last looked at it.</summary>
[RequirePermission(Permissions.View)]
internal sealed class MaterialsPageModel(ClassPageServices services, MaterialRepository materials, MaterialService service, MaterialFacts facts, IClassDirectory classes) : ClassPage(services, "materials")
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

    [BindProperty] public MaterialForm Input { get; set; } = new();

    public IReadOnlyList<Material> Materials { get; private set; } = [];
    public ILookup<long, MaterialVersion> Versions { get; private set; } = Array.Empty<MaterialVersion>().ToLookup(v => v.MaterialId);
    public ILookup<long, MaterialReview> Reviews { get; private set; } = Array.Empty<MaterialReview>().ToLookup(v => v.MaterialId);
    public IReadOnlyList<string> Topics { get; private set; } = [];
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public int? Months { get; private set; }
    public override bool MayEdit => base.MayEdit && CurrentUser.Has(Permissions.TeachingManage);

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        Input = new MaterialForm { Kind = "notes", ReviewedOn = Today, RequestKey = Guid.NewGuid().ToString("N") };
    }

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Materials = await materials.OfClassAsync(db, Class.CourseId, Class.Id);
        var ids = Materials.Select(m => m.Id).ToList();
        Versions = (await materials.VersionsAsync(db, ids)).ToLookup(v => v.MaterialId);
        Reviews = (await materials.ReviewsAsync(db, ids)).ToLookup(v => v.MaterialId);
        Topics = [.. (await classes.SessionsAsync(db, Class.Id)).Select(s => s.Topic).Distinct()];
        Findings = await facts.CheckAsync(db, Class);
        Months = await facts.MonthsAsync(db, Class.StartsOn);
    }

    public Task<IActionResult> OnPostAddAsync(IFormFile? file)
    {
        var material = new NewMaterial
        {
            Kind = Input.Kind ?? "", Title = Input.Title ?? "", Author = Input.Author ?? "", SessionTopic = Input.SessionTopic ?? "", Reference = Input.Reference ?? "",
            IsOfClass = Input.IsOfClass, ReviewedOn = Input.ReviewedOn, RequestKey = Input.RequestKey,
        };
        return ChangeAsync(file, (db, attached) => service.AddAsync(db, No, material, attached, CurrentUser), $"《{material.Title.Trim()}》已登记。");
    }

    public Task<IActionResult> OnPostVersionAsync(long id, string? reference, string? changeNote, IFormFile? file) =>
        ChangeAsync(file, (db, attached) => service.AddVersionAsync(db, No, id, reference ?? "", changeNote ?? "", attached, CurrentUser), "新版已登记。");

    public Task<IActionResult> OnPostReviewAsync(long id, string? reviewer, string? note) =>
        ChangeAsync(db => service.ReviewAsync(db, No, id, null, reviewer ?? "", note ?? "", CurrentUser), "已登记审阅。");

    public Task<IActionResult> OnPostRetireAsync(long id) => ChangeAsync(db => service.RetireAsync(db, No, id, CurrentUser), "这份资料已停用。");
}
