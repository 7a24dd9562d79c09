using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Adjustment;

/// <summary>An instructor on the review list, with what put them there.</summary>
internal sealed record ListedInstructor(Instructor Instructor, IReadOnlyList<Finding> Reasons);

/// <summary>复核名单: who is looked at again, and the decision: keep, improve by a day, or stop.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorReviewListModel(IDatabase database, ConductService desk, WorkflowEngine engine, TimeProvider clock, ICurrentUser user) : PageModel, IFormPage
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
    public bool MayDecide => user.Has(Permissions.Approve);
    public DateOnly Today => clock.Today();

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        var threshold = await desk.ThresholdAsync(db);
        var listed = new List<ListedInstructor>();
        foreach (var instructor in await db.QueryAsync<Instructor>($"SELECT {Instructor.Columns} FROM instructor WHERE state IN ('under-review', 'improving') ORDER BY state DESC, number"))
        {
            listed.Add(new ListedInstructor(instructor,
                [.. ReviewListRule.Check(await ConductService.RatingsAsync(db, instructor.Id), await ConductService.IncidentsAsync(db, instructor.Id), threshold)]));
        }
        Listed = listed;
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Decisions.Contains(Input.Decision))
        {
            throw new Refusal("decision_missing", "请选择保留、限期改进或停止排课。") { Field = "Decision" };
        }
        if (string.IsNullOrWhiteSpace(Input.Comment))
        {
            throw new Refusal("decision_reason", "请写明作出决定的理由。") { Field = "Comment" };
        }
        if (Input.Decision == InstructorWorkflow.Improve && !(Input.ImproveBy > Today))
        {
            throw new Refusal("improve_by", "请填写今天以后的改进期限。") { Field = "ImproveBy" };
        }
        var outcome = await database.WriteAsync(async db =>
        {
            var id = await db.FirstAsync<long?>("SELECT id FROM instructor WHERE number = @Number", new { Input.Number }) ?? throw Refusal.NotFound("没有这位教师。");
            if (Input.Decision == InstructorWorkflow.Improve)
            {
                await db.ExecuteAsync("UPDATE instructor SET improve_by = @ImproveBy WHERE id = @id AND state = 'under-review'", new { Input.ImproveBy, id });
            }
            var taken = await engine.TakeAsync(db, new StepRequest(InstructorService.RecordType, id, Input.Decision!) { Comment = Input.Comment }, user);
            return taken.Taken || taken.AlreadyThere ? taken : throw new Refusal("step_refused",
                string.Join(" ", taken.Findings.Select(f => f.Sentence).Prepend(taken.Refusal!))) { Status = 409 };
        });
        TempData["Done"] = $"{Input.Number} 现在的状态是“{InstructorWorkflow.Life.State(outcome.State).Label}”。";
        return Redirect("/console/instructors/review");
    }
}
