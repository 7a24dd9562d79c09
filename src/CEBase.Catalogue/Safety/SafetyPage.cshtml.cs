using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Teaching;

namespace CEBase.Catalogue.Safety;

/// <summary>安全: the checklist of a class, its emergency plan, safety education, handbook, incidents and self-inspections.</summary>
[RequirePermission(Permissions.View)]
internal sealed class SafetyPageModel(IDatabase database, SafetyService desk, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
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

    [FromRoute] public string No { get; set; } = "";

    /// <summary>Kind of the record that is being written.</summary>
    [FromQuery(Name = "add")] public string? Adding { get; set; }

    [BindProperty] public List<Line> Lines { get; set; } = [];
    [BindProperty] public RecordForm Input { get; set; } = new();

    public ClassRow Class { get; private set; } = null!;
    public IReadOnlyList<SafetyItem> Items { get; private set; } = [];
    public ILookup<string, SafetyRecord> Records { get; private set; } = Array.Empty<SafetyRecord>().ToLookup(r => r.Kind);
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public SafetyKind? Form => MayEdit ? SafetyKinds.Find(Input.Kind ?? Adding) : null;
    public DateOnly Today => clock.Today();
    public bool MayEdit => TeachingAccess.MayKeep(Class, user);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Lines = [.. Items.Select(i => new Line { Code = i.Code, Outcome = i.Outcome, CheckedBy = i.CheckedBy, CheckedOn = i.CheckedOn, Note = i.Note, Version = i.Version })];
        Input = new RecordForm { Kind = SafetyKinds.Find(Adding)?.Code, Day = Today, Person = user.DisplayName, RequestKey = Guid.NewGuid().ToString("N") };
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Class = await ClassRow.FindAsync(db, No) ?? throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
        Items = await SafetyItem.OfClassAsync(db, Class.Id, Class.IsOnline);
        var records = await SafetyRecord.OfClassAsync(db, Class.Id);
        Records = records.ToLookup(r => r.Kind);
        Findings = [.. SafetyRule.CheckChecklist(Items), .. SafetyRule.CheckRecords([.. records.Select(r => r.Kind).Distinct()])];
        if (Lines.Count == 0)
        {
            Lines = [.. Items.Select(i => new Line { Code = i.Code, Outcome = i.Outcome, CheckedBy = i.CheckedBy, CheckedOn = i.CheckedOn, Note = i.Note, Version = i.Version })];
        }
        return 0;
    });

    public async Task<IActionResult> OnPostCheckAsync()
    {
        var lines = Lines.Select(l => new CheckLine(l.Code, l.Outcome, l.CheckedBy ?? "", l.CheckedOn, l.Note ?? "", l.Version)).ToList();
        var count = await database.WriteAsync(db => desk.CheckAsync(db, No, lines, user));
        return Done(count == 0 ? "没有变化。" : $"已登记 {count} 项。");
    }

    public async Task<IActionResult> OnPostRecordAsync(IFormFile? file)
    {
        var record = new NewSafetyRecord
        {
            Kind = Input.Kind ?? "", Day = Input.Day, Person = Input.Person ?? "", Body = Input.Body ?? "", Detail = Input.Detail ?? "", People = Input.People, RequestKey = Input.RequestKey,
        };
        await using var content = file is { Length: > 0 } ? file.OpenReadStream() : null;
        await database.WriteAsync(async db =>
        {
            if (content is not null)
            {
                content.Position = 0;
            }
            await desk.AddAsync(db, No, record, content is null ? null : new Attached(content, Path.GetFileName(file!.FileName)), user);
        }, HttpContext.RequestAborted);
        return Done($"{SafetyKinds.Find(record.Kind)!.Label}已登记。");
    }

    private RedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return Redirect($"/console/classes/{No}/safety");
    }
}
