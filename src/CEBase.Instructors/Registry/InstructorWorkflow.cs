namespace CEBase.Instructors.Registry;

/// <summary>Whether an instructor may be scheduled: the life of the registry's record.</summary>
[RestsOn("BJTU:19", How = "评价偏低或有事件进入复核名单，由审批人决定保留、限期改进或停止")]
internal sealed class InstructorWorkflow : IWorkflow
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
    public static WorkflowDefinition Life { get; } = new(InstructorService.RecordType, "教师",
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

    public WorkflowDefinition Definition => Life;

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM instructor WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync("""
        UPDATE instructor SET state = @to, is_active = @IsActive, improve_by = CASE WHEN @to = 'improving' THEN improve_by ELSE NULL END, version = version + 1
        WHERE id = @recordId AND state = @from
        """, new { recordId, from, to, IsActive = to != Stopped }) == 1;
}
