using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Adjustment;

/// <summary>评价与事件: how classes rated the instructor, and what went wrong.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorConductModel(IDatabase database, InstructorService service, ConductService desk, WorkflowEngine engine, ICurrentUser user)
    : InstructorRecordPage(database, service, engine, user)
{
    public sealed class RatingForm
    {
        [Display(Name = "班号")] public string? ClassNo { get; set; }
        [Display(Name = "满意度")] public decimal? Percent { get; set; }
        [Display(Name = "份数")] public int? Answers { get; set; }
        [Display(Name = "评价日期")] public DateOnly? RatedOn { get; set; }
        [Display(Name = "说明")] public string? Note { get; set; }
    }

    public sealed class IncidentForm
    {
        [Display(Name = "类别")] public string? Kind { get; set; }
        [Display(Name = "发生日期")] public DateOnly? HappenedOn { get; set; }
        [Display(Name = "经过")] public string? Description { get; set; }
        public string? RequestKey { get; set; }
    }

    [BindProperty] public RatingForm Rated { get; set; } = new();
    [BindProperty] public IncidentForm Reported { get; set; } = new();

    public IReadOnlyList<Rating> Ratings { get; private set; } = [];
    public IReadOnlyList<Incident> Incidents { get; private set; } = [];
    public IReadOnlyDictionary<long, WorkflowView> Views { get; private set; } = new Dictionary<long, WorkflowView>();
    public decimal? Threshold { get; private set; }

    public override Task OnGetAsync()
    {
        Reported.RequestKey = Guid.NewGuid().ToString("N");
        return LoadAsync();
    }

    protected override async Task LoadAsync(DbScope db)
    {
        Ratings = await ConductService.RatingsAsync(db, Instructor.Id);
        Incidents = await ConductService.IncidentsAsync(db, Instructor.Id);
        Threshold = await desk.ThresholdAsync(db);
    }

    protected override async Task LookAsync()
    {
        var views = new Dictionary<long, WorkflowView>();
        foreach (var incident in Incidents.Where(i => i.State == IncidentWorkflow.Open))
        {
            views[incident.Id] = await Engine.LookAsync(IncidentWorkflow.RecordType, incident.Id, CurrentUser);
        }
        Views = views;
    }

    public async Task<IActionResult> OnPostRateAsync()
    {
        RequireManage();
        await Database.WriteAsync(async db => await desk.RateAsync(db, new Rating
        {
            InstructorId = (await FindAsync(db)).Id, ClassNo = Rated.ClassNo ?? "", Score = Tenths(Rated.Percent), Answers = Rated.Answers ?? 0,
            RatedOn = Rated.RatedOn ?? default, Note = Rated.Note ?? "",
        }, CurrentUser));
        return Done("评价已登记。", "/conduct");
    }

    public async Task<IActionResult> OnPostReportAsync()
    {
        RequireManage();
        await Database.WriteAsync(async db => await desk.ReportAsync(db, new Incident
        {
            InstructorId = (await FindAsync(db)).Id, Kind = Reported.Kind ?? "", HappenedOn = Reported.HappenedOn ?? default, Description = Reported.Description ?? "",
        }, Reported.RequestKey, CurrentUser));
        return Done("事件已登记，教师已列入复核名单，了结之前不能排课。", "/conduct");
    }

    public async Task<IActionResult> OnPostCloseAsync(long id, StepForm form)
    {
        ModelState.Clear();
        await TakeAsync(form.For(IncidentWorkflow.RecordType, id));
        return Done("事件已了结。", "/conduct");
    }

    // What isn't a percentage with one decimal is refused by the desk.
    private static int Tenths(decimal? percent) => percent is { } p && p is >= 0 and <= 100 && p * 10 == Math.Floor(p * 10) ? (int)(p * 10) : -1;
}
