namespace CEBase.Instructors.Registry;

/// <summary>Whether an instructor may be scheduled: the life of the registry's record.</summary>
[RestsOn("BJTU:19", How = "评价偏低或有事件进入复核名单，由审批人决定保留、限期改进或停止")]
internal sealed class InstructorWorkflow(InstructorRepository instructors, TimeProvider clock) : TableWorkflow<Instructor>("instructor", clock)
{
    public const string Active = "active";
    public const string UnderReview = "under-review";
    public const string Improving = "improving";
    public const string Stopped = "stopped";
    public const string Flag = "flag";
    public const string Keep = "keep";
    public const string Improve = "improve";
    public const string Stop = "stop";
    public const string Resume = "resume";

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(InstructorWords.RecordType, "教师",
    [
        new(Active, "可以排课", StateTone.Done),
        new(UnderReview, "复核中", StateTone.Waiting),
        new(Improving, "限期改进", StateTone.Waiting),
        new(Stopped, "停止排课", StateTone.Stopped),
    ],
    [
        new(Flag, "列入复核名单", [Active, Improving], UnderReview, Permissions.Manage) { AsksComment = true },
        new(Keep, "保留", [UnderReview, Improving], Active, Permissions.Approve) { AsksComment = true },
        new(Improve, "限期改进", [UnderReview], Improving, Permissions.Approve) { AsksComment = true },
        new(Resume, "恢复排课", [Stopped], Active, Permissions.Approve) { AsksComment = true },
        new(Stop, "停止排课", [Active, UnderReview, Improving], Stopped, Permissions.Approve) { AsksComment = true, IsGrave = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    protected override Task<Instructor?> ReadAsync(DbScope db, long recordId) => instructors.FindAsync(db, recordId);

    protected override void Describe(StepSet<Instructor> steps) => steps.On(Improve).Gate("改进期限", (_, i) => i.ImproveBy is not null ? []
        : [Finding.Block("adjustment.improve-by", "请先在复核名单上填写改进期限，再办理限期改进。", "BJTU:19") with { Remedy = InstructorAddresses.Review }]);

    public override async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync("""
        UPDATE instructor SET state = @to, is_active = @IsActive, improve_by = CASE WHEN @to = 'improving' THEN improve_by ELSE NULL END, version = version + 1
        WHERE id = @recordId AND state = @from
        """, new { recordId, from, to, IsActive = to != Stopped }) == 1;
}
