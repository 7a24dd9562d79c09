namespace CEBase.Learning.Attendance;

/// <summary>
/// Corrects one learner after confirmation: the entry is reversed with the reason, the mark changed, and a new entry posted where the rules
/// give one. The hours come from the rules, never from what is typed.
/// </summary>
[RestsOn("NPU:10", How = "确认后更正须写原因，原记录冲销")]
internal sealed class Corrections(IDatabase database, WorkflowEngine engine, LessonHours hours, LessonRegister register)
{
    /// <summary>Corrects; the same correction again changes nothing.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>correction_refused</c>.</exception>
    public Task<StepOutcome> CorrectAsync(long sessionId, long learnerId, AttendanceState state, string? reason, bool passReviews, ICurrentUser user) =>
        database.WriteAsync(db => CorrectAsync(db, sessionId, learnerId, state, reason, passReviews, user));

    /// <summary>Corrects inside the caller's transaction.</summary>
    public async Task<StepOutcome> CorrectAsync(DbScope db, long sessionId, long learnerId, AttendanceState state, string? reason, bool passReviews, ICurrentUser user)
    {
        var file = await hours.FileAsync(db, sessionId) ?? throw Refusal.NotFound("没有找到这次课。");
        var row = await register.OpenAsync(db, sessionId, file.Class.Id);
        var mark = await register.MarkAsync(db, sessionId, learnerId);
        if (mark is null && (await hours.RosterAsync(db, file.Class.Id)).All(e => e.LearnerId != learnerId))
        {
            throw new Refusal("not_on_roster", "该学员不在本班录取名单上，也没有本次课的考勤。") { Field = "LearnerId" };
        }
        if (mark?.State == state && row.State == LessonStates.Confirmed)
        {
            return new StepOutcome(false, row.State, [], $"考勤已经是“{state.Label()}”，没有需要更正的。") { AlreadyThere = true };
        }
        var outcome = await engine.TakeAsync(db, new StepRequest(LessonStates.RecordType, sessionId, LessonWorkflow.Correct) { Comment = reason, PassReviews = passReviews }, user);
        if (outcome.Taken)
        {
            await hours.TakeBackAsync(db, sessionId, learnerId, reason!, user);
            await register.SetAsync(db, sessionId, file.Class.Id, [new NewMark(learnerId, state, reason!.Trim())], "correction", user);
            await hours.PostAsync(db, file, [(await register.MarkAsync(db, sessionId, learnerId))!], user);
        }
        return outcome;
    }
}
