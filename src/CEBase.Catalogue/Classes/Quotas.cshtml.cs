using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes;

/// <summary>分组名额: caps for groups on the class's own seats.</summary>
[RequirePermission(Permissions.View)]
internal sealed class QuotasModel(IDatabase database, ClassService service, IClassDirectory classes, ICurrentUser user) : PageModel, IFormPage
{
    private const int SpareRows = 3;

    public sealed class QuotaRow
    {
        [Display(Name = "组名")] public string? Label { get; set; }
        [Display(Name = "单位")] public string? Employer { get; set; }
        [Display(Name = "名额")] public int? Seats { get; set; }

        public bool IsBlank => string.IsNullOrWhiteSpace(Label) && string.IsNullOrWhiteSpace(Employer) && Seats is null;
    }

    [FromRoute] public string No { get; set; } = "";
    [BindProperty] public List<QuotaRow> Rows { get; set; } = [];

    public ClassRow Class { get; private set; } = null!;
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public bool MayEdit => ClassAccess.MayManage(Class.AdviserId, user) && !ClassStates.IsOver(Class.State);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        var quotas = await database.ReadAsync(db => classes.QuotasAsync(db, Class.Id));
        Findings = [.. QuotaRule.Check(Class.Capacity, quotas)];
        Rows = [.. quotas.Select(q => new QuotaRow { Label = q.Label, Employer = q.Employer, Seats = q.Seats }), .. Enumerable.Range(0, SpareRows).Select(_ => new QuotaRow())];
    }

    public async Task LoadAsync() =>
        Class = await database.ReadAsync(db => ClassRow.FindAsync(db, No)) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。");

    public async Task<IActionResult> OnPostAsync()
    {
        var quotas = Rows.Where(r => !r.IsBlank).Select(r => new SeatQuota { Label = r.Label ?? "", Employer = r.Employer, Seats = r.Seats ?? 0 }).ToList();
        await database.WriteAsync(db => service.SetQuotasAsync(db, No, quotas, user));
        TempData["Done"] = quotas.Count == 0 ? "这个班不再分组。" : $"{quotas.Count} 组名额已保存。";
        return Redirect($"/console/classes/{No}/quotas");
    }
}
