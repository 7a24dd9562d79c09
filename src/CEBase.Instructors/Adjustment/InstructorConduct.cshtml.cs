using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Adjustment;

/// <summary>评价与事件: how classes rated the instructor, and what went wrong.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorConductModel(RecordServices services, InstructorRepository instructors, ConductRepository conduct, ConductService service)
    : InstructorRecordPage(services, instructors)
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
        Reported.RequestKey = NewKey();
        return LoadAsync();
    }

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Views = await LookAsync(db, (await conduct.IncidentsAsync(db, [Instructor.Id]))[Instructor.Id].Where(i => i.State == IncidentWorkflow.Open).Select(i => (IncidentWorkflow.RecordType, i.Id)));
        Ratings = [.. (await conduct.RatingsAsync(db, [Instructor.Id]))[Instructor.Id]];
        Incidents = [.. (await conduct.IncidentsAsync(db, [Instructor.Id]))[Instructor.Id]];
        Threshold = await service.ThresholdAsync(db);
    }

    public Task<IActionResult> OnPostRateAsync() => ManageAsync((db, instructor) => service.RateAsync(db, new Rating
    {
        InstructorId = instructor.Id, ClassNo = Rated.ClassNo ?? "", Score = Tenths(Rated.Percent), Answers = Rated.Answers ?? 0, RatedOn = Rated.RatedOn ?? default, Note = Rated.Note ?? "",
    }, CurrentUser), "评价已登记。");

    public Task<IActionResult> OnPostReportAsync() => ManageAsync((db, instructor) => service.ReportAsync(db, new Incident
    {
        InstructorId = instructor.Id, Kind = Reported.Kind ?? "", HappenedOn = Reported.HappenedOn ?? default, Description = Reported.Description ?? "",
    }, Reported.RequestKey, CurrentUser), "事件已登记，教师已列入复核名单，了结之前不能排课。");

    public async Task<IActionResult> OnPostCloseAsync(long id, StepForm form)
    {
        ModelState.Clear();
        await TakeAsync(form.For(IncidentWorkflow.RecordType, id));
        return Done("事件已了结。");
    }

    // What isn't a percentage with one decimal is refused by the service.
    private static int Tenths(decimal? percent) => percent is { } p && p is >= 0 and <= 100 && p * 10 == Math.Floor(p * 10) ? (int)(p * 10) : -1;
}
