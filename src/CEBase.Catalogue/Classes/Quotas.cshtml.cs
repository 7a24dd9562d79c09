using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes;

/// <summary>分组名额: caps for groups on the class's own seats.</summary>
[RequirePermission(Permissions.View)]
internal sealed class QuotasModel(ClassPageServices services, ClassService service, IClassDirectory classes) : ClassPage(services, "quotas")
{
    private const int SpareRows = 3;

    public sealed class QuotaRow
    {
        [Display(Name = "组名")] public string? Label { get; set; }
        [Display(Name = "单位")] public string? Employer { get; set; }
        [Display(Name = "名额")] public int? Seats { get; set; }

        public bool IsBlank => string.IsNullOrWhiteSpace(Label) && string.IsNullOrWhiteSpace(Employer) && Seats is null;
    }

    [BindProperty] public List<QuotaRow> Rows { get; set; } = [];

    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        var quotas = await Database.ReadAsync(db => classes.QuotasAsync(db, Class.Id));
        Findings = [.. QuotaRule.Check(Class.Capacity, quotas)];
        Rows = [.. quotas.Select(q => new QuotaRow { Label = q.Label, Employer = q.Employer, Seats = q.Seats }), .. Enumerable.Range(0, SpareRows).Select(_ => new QuotaRow())];
    }

    public Task<IActionResult> OnPostAsync()
    {
        var quotas = Rows.Where(r => !r.IsBlank).Select(r => new SeatQuota { Label = r.Label ?? "", Employer = r.Employer, Seats = r.Seats ?? 0 }).ToList();
        return ChangeAsync(db => service.SetQuotasAsync(db, No, quotas, CurrentUser), quotas.Count == 0 ? "这个班不再分组。" : $"{quotas.Count} 组名额已保存。");
    }
}
