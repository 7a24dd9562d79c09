namespace CEBase.Catalogue.Teaching;

/// <summary>Rows of teaching plans and their lessons.</summary>
internal sealed class TeachingPlanRepository
{
    private const string Select = "SELECT id, class_id, number, state, objectives, created_at, filed_at, filed_by_name, version FROM teaching_plan";

    public Task<TeachingPlan?> FindAsync(DbScope db, long id) => db.FirstAsync<TeachingPlan>($"{Select} WHERE id = @id", new { id });

    /// <summary>All versions, newest first.</summary>
    public Task<IReadOnlyList<TeachingPlan>> OfClassAsync(DbScope db, long classId) => db.QueryAsync<TeachingPlan>($"{Select} WHERE class_id = @classId ORDER BY number DESC", new { classId });

    /// <summary>The version that is filed and not superseded, or null.</summary>
    public Task<TeachingPlan?> FiledOfAsync(DbScope db, long classId) =>
        db.FirstAsync<TeachingPlan>($"{Select} WHERE class_id = @classId AND state = '{TeachingPlan.Filed}' ORDER BY number DESC LIMIT 1", new { classId });

    public Task<IReadOnlyList<PlanLesson>> SessionsAsync(DbScope db, long planId) => db.QueryAsync<PlanLesson>("""
        SELECT plan_id, session_id, day, starts_at, ends_at, hours, topic, instructor_id, objectives, outline, method, assessment
        FROM teaching_plan_session WHERE plan_id = @planId ORDER BY day, starts_at, session_id
        """, new { planId });

    /// <summary>Lessons of the version in force, or null when none is filed.</summary>
    public async Task<IReadOnlyList<PlanLesson>?> FiledSessionsAsync(DbScope db, long classId) => await FiledOfAsync(db, classId) is { } filed ? await SessionsAsync(db, filed.Id) : null;

    /// <summary>Puts the lessons of a draft in the place of those it had.</summary>
    public async Task ReplaceAsync(DbScope db, long planId, IReadOnlyList<PlanLesson> lessons)
    {
        await db.ExecuteAsync("DELETE FROM teaching_plan_session WHERE plan_id = @planId AND plan_id IN (SELECT id FROM teaching_plan WHERE state = @Draft)", new { planId, TeachingPlan.Draft });
        await InsertAsync(db, planId, lessons);
    }

    public Task InsertAsync(DbScope db, long planId, IEnumerable<PlanLesson> lessons) => db.ExecuteAsync("""
        INSERT INTO teaching_plan_session (plan_id, session_id, day, starts_at, ends_at, hours, topic, instructor_id, objectives, outline, method, assessment)
        VALUES (@PlanId, @SessionId, @Day, @StartsAt, @EndsAt, @Hours, @Topic, @InstructorId, @Objectives, @Outline, @Method, @Assessment)
        """, lessons.Select(l => l with { PlanId = planId }));
}
