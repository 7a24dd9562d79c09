using CEBase.Projects.Drafting;
using static CEBase.Projects.ProjectStates;

namespace CEBase.Projects.Approval;

/// <summary>
/// The life of a project. Approval gives the number in its own transaction; a revised project keeps its number and waits for approval again.
/// </summary>
[RestsOn("BJTU:5", "BJTU:5(a)", How = "经承办单位审核、办公室审批后才有审批编号；按类别和年度连续编排，一号一期，不再使用")]
internal sealed class ProjectWorkflow(TimeProvider clock) : IWorkflow
{
    public const string Submit = "submit";
    public const string UnitPass = "unit-pass";
    public const string UnitReturn = "unit-return";
    public const string Approve = "approve";
    public const string OfficeReturn = "office-return";
    public const string Revise = "revise";
    public const string Close = "close";

    public WorkflowDefinition Definition { get; } = new(RecordType, "项目", Project.States,
    [
        // Whoever submits gives the reasons for what needs a look; the reviewers pass them or don't.
        new(Submit, "提交审核", [Draft, Returned], ProjectStates.UnitReview, Permissions.Manage),
        new(UnitPass, "单位审核通过", [ProjectStates.UnitReview], ProjectStates.OfficeReview, Permissions.UnitReview),
        new(UnitReturn, "退回修改", [ProjectStates.UnitReview], Returned, Permissions.UnitReview) { AsksComment = true },
        new(Approve, "批准立项", [ProjectStates.OfficeReview], Approved, Permissions.OfficeReview) { ReviewPermission = Platform.Permissions.FindingsOverride },
        new(OfficeReturn, "办公室退回", [ProjectStates.OfficeReview], Returned, Permissions.OfficeReview) { AsksComment = true },
        new(Revise, "变更条款", [Approved], Draft, Permissions.Manage) { AsksComment = true, IsGrave = true },
        new(Close, "结项", [Approved], Closed, Permissions.Manage) { AsksComment = true, IsGrave = true },
    ]);

    public Task<string?> ReadStateAsync(DbScope db, long recordId) => db.FirstAsync<string>(
        "SELECT state FROM project WHERE id = @recordId" + (db.Transaction is null ? "" : db.Dialect.ForUpdate), new { recordId });

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE project SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from",
        new { recordId, from, to, Now = clock.GetUtcNow() }) == 1;

    public async Task ApplyAsync(StepContext step)
    {
        if (step.Step.Name == Approve)
        {
            var number = await GiveNumberAsync(step.Session, step.RecordId);
            await step.Session.RaiseAsync(new ProjectApproved(step.RecordId, number));
        }
        else if (step.Step.Name == Revise)
        {
            await step.Session.RaiseAsync(new ProjectChanged(step.RecordId));
        }
    }

    private static async Task<string> GiveNumberAsync(DbScope db, long id)
    {
        var project = (await Project.FindAsync(db, id))!;
        if (project.ApprovalNo is { } kept)
        {
            return kept;
        }
        var number = ApprovalNumbers.Of(project.Funding, project.Year, await NumberCounter.NextAsync(db, ApprovalNumbers.KindOf(project.Funding), project.Year));
        await db.ExecuteAsync("UPDATE project SET approval_no = @number WHERE id = @id AND approval_no IS NULL", new { number, id });
        return number;
    }
}
