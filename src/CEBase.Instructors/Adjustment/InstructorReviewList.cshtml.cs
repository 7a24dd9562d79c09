using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Adjustment;

/// <summary>An instructor on the review list, with what put them there.</summary>
internal sealed record ListedInstructor(Instructor Instructor, IReadOnlyList<Finding> Reasons);

/// <summary>复核名单: who is looked at again, and the decision: keep, improve by a day, or stop.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorReviewListModel(RecordServices services, InstructorRepository instructors, ConductRepository conduct, ConductService service, TimeProvider clock) : FormPage(services)
{
    private static readonly string[] Decisions = [InstructorWorkflow.Keep, InstructorWorkflow.Improve, InstructorWorkflow.Stop];

    public sealed class Form
    {
        public string? Number { get; set; }
        [Display(Name = "决定")] public string? Decision { get; set; }
        [Display(Name = "理由")] public string? Comment { get; set; }
        [Display(Name = "改进期限")] public DateOnly? ImproveBy { get; set; }
    }

    [BindProperty] public Form Input { get; set; } = new();

    public IReadOnlyList<ListedInstructor> Listed { get; private set; } = [];
    public bool MayDecide => CurrentUser.Has(Permissions.Approve);
    public DateOnly Today => clock.Today();

    protected override async Task LoadAsync(DbScope db)
    {
        var threshold = await service.ThresholdAsync(db);
        var reviewed = await instructors.ReviewedAsync(db);
        var ids = reviewed.Select(i => i.Id).ToList();
        var (ratings, incidents) = (await conduct.RatingsAsync(db, ids), await conduct.IncidentsAsync(db, ids));
        Listed = [.. reviewed.Select(i => new ListedInstructor(i, [.. ReviewListRule.Check(ratings[i.Id], incidents[i.Id], threshold)]))];
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Field.Check(Decisions.Contains(Input.Decision), "required", "Decision", "请选择保留、限期改进或停止排课。");
        Field.Check(!string.IsNullOrWhiteSpace(Input.Comment), "reason_missing", "Comment", "请写明作出决定的理由。");
        Field.Check(Input.Decision != InstructorWorkflow.Improve || Input.ImproveBy > Today, "day_past", "ImproveBy", "请填写今天以后的改进期限。");
        var outcome = await Database.WriteAsync(async db =>
        {
            var instructor = await instructors.FindAsync(db, Input.Number ?? "") ?? throw Refusal.NotFound("没有这位教师。");
            if (Input.Decision == InstructorWorkflow.Improve)
            {
                await instructors.ImproveAsync(db, instructor.Id, Input.ImproveBy);
            }
            return (await Engine.TakeAsync(db, new StepRequest(InstructorWords.RecordType, instructor.Id, Input.Decision!) { Comment = Input.Comment }, CurrentUser)).OrRefuse(withFindings: true);
        });
        return Done($"{Input.Number} 现在的状态是“{InstructorWorkflow.Life.State(outcome.State).Label}”。", InstructorAddresses.Review);
    }
}
