using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Safety;

/// <summary>安全: the checklist of a class, its emergency plan, safety education, handbook, incidents and self-inspections.</summary>
[RequirePermission(Permissions.View)]
internal sealed class SafetyPageModel(ClassPageServices services, SafetyRepository safety, SafetyService service) : ClassPage(services, "safety")
{
    public sealed class Line
    {
        public string Code { get; set; } = "";
        public CheckOutcome? Outcome { get; set; }
        public string? CheckedBy { get; set; }
        public DateOnly? CheckedOn { get; set; }
        public string? Note { get; set; }
        public int Version { get; set; }
    }

    public sealed class RecordForm
    {
        public string? Kind { get; set; }
        [Display(Name = "日期")] public DateOnly? Day { get; set; }
        public string? Person { get; set; }
        public string? Body { get; set; }
        public string? Detail { get; set; }
        public int? People { get; set; }
        public string? RequestKey { get; set; }
    }

    /// <summary>Kind of the record that is being written.</summary>
    [FromQuery(Name = "add")] public string? Adding { get; set; }

    [BindProperty] public List<Line> Lines { get; set; } = [];
    [BindProperty] public RecordForm Input { get; set; } = new();

    public IReadOnlyList<SafetyItem> Items { get; private set; } = [];
    public ILookup<string, SafetyRecord> Records { get; private set; } = Array.Empty<SafetyRecord>().ToLookup(r => r.Kind);
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public SafetyKind? Form => MayEdit ? SafetyKinds.Find(Input.Kind ?? Adding) : null;
    public override bool MayEdit => base.MayEdit && CurrentUser.Has(Permissions.TeachingManage);

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        Input = new RecordForm { Kind = SafetyKinds.Find(Adding)?.Code, Day = Today, Person = CurrentUser.DisplayName, RequestKey = Guid.NewGuid().ToString("N") };
    }

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Items = await safety.ItemsAsync(db, Class.Id, Class.IsOnline);
        var records = await safety.RecordsAsync(db, Class.Id);
        Records = records.ToLookup(r => r.Kind);
        Findings = [.. SafetyRule.CheckChecklist(Items), .. SafetyRule.CheckRecords([.. records.Select(r => r.Kind).Distinct()])];
        if (Lines.Count == 0)
        {
            Lines = [.. Items.Select(i => new Line { Code = i.Code, Outcome = i.Outcome, CheckedBy = i.CheckedBy, CheckedOn = i.CheckedOn, Note = i.Note, Version = i.Version })];
        }
    }

    public async Task<IActionResult> OnPostCheckAsync()
    {
        var lines = Lines.Select(l => new CheckLine(l.Code, l.Outcome, l.CheckedBy ?? "", l.CheckedOn, l.Note ?? "", l.Version)).ToList();
        var count = await Database.WriteAsync(db => service.CheckAsync(db, No, lines, CurrentUser));
        return Done(count == 0 ? "没有变化。" : $"已登记 {count} 项。");
    }

    public Task<IActionResult> OnPostRecordAsync(IFormFile? file)
    {
        var record = new NewSafetyRecord
        {
            Kind = Input.Kind ?? "", Day = Input.Day, Person = Input.Person ?? "", Body = Input.Body ?? "", Detail = Input.Detail ?? "", People = Input.People, RequestKey = Input.RequestKey,
        };
        return ChangeAsync(file, (db, attached) => service.AddAsync(db, No, record, attached, CurrentUser), $"{SafetyKinds.Find(record.Kind)?.Label}已登记。");
    }
}
