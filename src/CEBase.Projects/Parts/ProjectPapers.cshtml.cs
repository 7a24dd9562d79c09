using CEBase.Projects.Drafting;
using CEBase.Projects.Evidence;
using CEBase.Projects.Units;

namespace CEBase.Projects.Parts;

/// <summary>合办与材料: co-units, partners, purchases, approvals by others.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ProjectPapersModel(RecordServices services, ProjectRepository projects, PartRepository repository, ProjectParts parts, UnitRepository units, EvidenceFiles files) : FormPage(services)
{
    [FromRoute] public string No { get; set; } = "";

    [BindProperty] public ShareForm Share { get; set; } = new();
    [BindProperty] public PartnerForm Partner { get; set; } = new();
    [BindProperty] public PurchaseForm Purchase { get; set; } = new();
    [BindProperty] public DocumentForm Document { get; set; } = new();

    public Project Project { get; private set; } = null!;
    public PartsOfProject Parts { get; private set; } = null!;
    public IReadOnlyList<OwningUnit> Units { get; private set; } = [];
    public bool MayEdit => CurrentUser.Has(Permissions.Manage) && Project.IsEditable;
    public decimal TotalPercent => Parts.Shares.Sum(s => s.BasisPoints) / 100m;

    protected override async Task LoadAsync(DbScope db)
    {
        Project = await projects.GetAsync(db, No);
        Parts = await repository.OfAsync(db, Project.Id);
        Units = await units.AllAsync(db);
    }

    public Task<IActionResult> OnPostShareAsync() => ChangeAsync(db =>
    {
        var points = TypedAmounts.BasisPoints(Share.Percent) ?? throw new Refusal("share_range", "分配比例应在 0 到 100% 之间，最多两位小数；填 0 表示不参加。") { Field = "Share.Percent" };
        return parts.SetShareAsync(db, No, Field.Chosen(Share.UnitId, "Share.UnitId", "单位"), points, CurrentUser);
    }, "分配比例已保存。");

    public Task<IActionResult> OnPostPartnerAsync() => ChangeAsync(async db =>
    {
        var (hash, name) = await files.SaveAsync(db, Partner.File, "Partner.File", isRequired: false);
        await parts.SavePartnerAsync(db, No, new Partner
        {
            Name = Partner.Name ?? "", CreditCode = Partner.CreditCode ?? "", Work = Partner.Work ?? "", CheckedOn = Partner.CheckedOn, CheckResult = Partner.CheckResult ?? "", CheckHash = hash,
            CheckFile = name, IsDeclared = Partner.IsDeclared, RelatedPersons = Partner.RelatedPersons ?? "", RunsWhole = Partner.RunsWhole, Recruits = Partner.Recruits, CollectsFees = Partner.CollectsFees,
        }, CurrentUser);
    }, "合作方已登记。");

    public Task<IActionResult> OnPostPurchaseAsync() => ChangeAsync(db =>
    {
        var amount = TypedAmounts.Yuan(Purchase.Amount) is { } yuan && yuan >= Money.Zero ? yuan : throw new Refusal("amount_range", "请填写金额，最多两位小数。") { Field = "Purchase.Amount" };
        return parts.SavePurchaseAsync(db, No, new Purchase { Name = Purchase.Name ?? "", Amount = amount, ApprovalNo = Purchase.ApprovalNo ?? "" }, CurrentUser);
    }, "采购已登记。");

    public Task<IActionResult> OnPostDocumentAsync() => ChangeAsync(async db =>
    {
        var day = Field.Day(Document.IssuedOn, "Document.IssuedOn", "批准日期");
        var (hash, name) = await files.SaveAsync(db, Document.File, "Document.File", isRequired: true);
        await parts.SaveDocumentAsync(db, No, new ProjectDocument
        {
            Kind = Document.Kind ?? "", Number = Document.Number ?? "", Issuer = Document.Issuer ?? "", IssuedOn = day, FileHash = hash, FileName = name,
        }, CurrentUser);
    }, "批准文件已登记。");

    public Task<IActionResult> OnPostRemoveAsync(string? part, long id) => ChangeAsync(db => parts.RemoveAsync(db, No, part ?? "", id, CurrentUser), "已删除。");

    public sealed class ShareForm
    {
        [Display(Name = "单位")] public long? UnitId { get; set; }
        [Display(Name = "分配比例")] public decimal? Percent { get; set; }
    }

    public sealed class PartnerForm
    {
        [Display(Name = "合作方名称")] public string? Name { get; set; }
        [Display(Name = "统一社会信用代码")] public string? CreditCode { get; set; }
        [Display(Name = "合作内容")] public string? Work { get; set; }
        [Display(Name = "审查日期")] public DateOnly? CheckedOn { get; set; }
        [Display(Name = "审查结论")] public string? CheckResult { get; set; }
        [Display(Name = "审查材料")] public IFormFile? File { get; set; }
        [Display(Name = "已申报关系人")] public bool IsDeclared { get; set; }
        [Display(Name = "任职的关系人")] public string? RelatedPersons { get; set; }
        [Display(Name = "整体承办")] public bool RunsWhole { get; set; }
        [Display(Name = "负责招生")] public bool Recruits { get; set; }
        [Display(Name = "代收费用")] public bool CollectsFees { get; set; }
    }

    public sealed class PurchaseForm
    {
        [Display(Name = "采购内容")] public string? Name { get; set; }
        [Display(Name = "金额")] public decimal? Amount { get; set; }
        [Display(Name = "批准编号")] public string? ApprovalNo { get; set; }
    }

    public sealed class DocumentForm
    {
        [Display(Name = "类别")] public string? Kind { get; set; }
        [Display(Name = "文件编号")] public string? Number { get; set; }
        [Display(Name = "批准部门")] public string? Issuer { get; set; }
        [Display(Name = "批准日期")] public DateOnly? IssuedOn { get; set; }
        [Display(Name = "扫描件")] public IFormFile? File { get; set; }
    }
}
