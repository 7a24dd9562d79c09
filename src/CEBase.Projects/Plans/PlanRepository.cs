namespace CEBase.Projects.Plans;

/// <summary>Rows of annual plans with their items and surveys.</summary>
internal sealed class PlanRepository
{
    public const string Lines = """
        SELECT p.id, p.year, p.unit_id, u.name AS unit_name, p.state, p.state_since, p.note, p.revision, p.filed_on, p.version,
          (SELECT count(*) FROM plan_item i WHERE i.plan_id = p.id) AS items, (SELECT CAST(COALESCE(SUM(i.headcount), 0) AS integer) FROM plan_item i WHERE i.plan_id = p.id) AS headcount,
          (SELECT CAST(COALESCE(SUM(i.budget), 0) AS bigint) FROM plan_item i WHERE i.plan_id = p.id) AS budget
        FROM annual_plan p JOIN owning_unit u ON u.id = p.unit_id
        """;

    private const string Select = """
        SELECT p.id, p.year, p.unit_id, u.name AS unit_name, p.state, p.state_since, p.note, p.revision, p.filed_on, p.version FROM annual_plan p JOIN owning_unit u ON u.id = p.unit_id
        """;

    private const string Item = """
        SELECT i.id, i.plan_id, i.name, i.task, i.form, i.month, i.runs, i.headcount, i.hours, i.budget, i.survey_id, s.title AS survey_title, p.year, p.unit_id,
          p.filed_on IS NOT NULL AS is_filed,
          (SELECT count(*) FROM project r WHERE r.plan_item_id = i.id AND r.state <> 'returned') AS projects
        FROM plan_item i JOIN annual_plan p ON p.id = i.plan_id LEFT JOIN need_survey s ON s.id = i.survey_id
        """;

    public Task<AnnualPlan?> FindAsync(DbScope db, long id) => db.FirstAsync<AnnualPlan>($"{Select} WHERE p.id = @id", new { id });

    public Task<long?> FindIdAsync(DbScope db, int year, long unitId) => db.FirstAsync<long?>("SELECT id FROM annual_plan WHERE year = @year AND unit_id = @unitId", new { year, unitId });

    /// <summary>The plan, held for the rest of the transaction.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<AnnualPlan> LockAsync(DbScope db, long id)
    {
        await db.FirstAsync<long?>("SELECT id FROM annual_plan WHERE id = @id" + db.Dialect.ForUpdate, new { id });
        return await FindAsync(db, id) ?? throw Refusal.NotFound("没有这份年度计划。");
    }

    public Task<IReadOnlyList<AnnualPlan>> AllAsync(DbScope db) => db.QueryAsync<AnnualPlan>($"{Select} ORDER BY p.year DESC, u.name");

    public Task<IReadOnlyList<int>> YearsAsync(DbScope db) => db.QueryAsync<int>("SELECT DISTINCT year FROM annual_plan ORDER BY year DESC");

    public Task<IReadOnlyList<PlanItem>> ItemsAsync(DbScope db, long planId) => db.QueryAsync<PlanItem>($"{Item} WHERE i.plan_id = @planId ORDER BY i.month, i.name", new { planId });

    public Task<PlanItem?> ItemAsync(DbScope db, long id) => db.FirstAsync<PlanItem>($"{Item} WHERE i.id = @id", new { id });

    public Task<IReadOnlyList<NeedSurvey>> SurveysAsync(DbScope db, long planId) => db.QueryAsync<NeedSurvey>(
        "SELECT id, title, method, sample, held_on, findings, file_hash, file_name FROM need_survey WHERE plan_id = @planId ORDER BY held_on, id", new { planId });

    /// <summary>Items of this and later years, for the form of a project.</summary>
    public Task<IReadOnlyList<PlanItem>> ComingItemsAsync(DbScope db, int fromYear) =>
        db.QueryAsync<PlanItem>($"{Item} WHERE p.year >= @fromYear ORDER BY p.year, i.month, i.name", new { fromYear });

    /// <summary>Whether the plan is new; there is one a unit and year.</summary>
    public async Task<bool> AddAsync(DbScope db, int year, long unitId, DateTimeOffset now) => await db.ExecuteAsync("""
        INSERT INTO annual_plan (year, unit_id, state, state_since, note, revision, version) VALUES (@year, @unitId, 'draft', @now, '', 0, 1) ON CONFLICT (year, unit_id) DO NOTHING
        """, new { year, unitId, now }) == 1;

    public Task<int> SaveItemAsync(DbScope db, long planId, PlanItem item) => db.ExecuteAsync("""
        INSERT INTO plan_item (plan_id, name, task, form, month, runs, headcount, hours, budget, survey_id)
        VALUES (@planId, @Name, @Task, @Form, @Month, @Runs, @Headcount, @Hours, @Budget, @SurveyId)
        ON CONFLICT (plan_id, name) DO UPDATE SET task = excluded.task, form = excluded.form, month = excluded.month, runs = excluded.runs, headcount = excluded.headcount,
          hours = excluded.hours, budget = excluded.budget, survey_id = excluded.survey_id
        """, new { planId, item.Name, item.Task, item.Form, item.Month, item.Runs, item.Headcount, item.Hours, item.Budget, item.SurveyId });

    public Task<int> RemoveItemAsync(DbScope db, long planId, long itemId) => db.ExecuteAsync("DELETE FROM plan_item WHERE id = @itemId AND plan_id = @planId", new { itemId, planId });

    /// <summary>Whether a project was drafted from the item.</summary>
    public async Task<bool> IsInUseAsync(DbScope db, long itemId) => await db.ScalarAsync<long>("SELECT count(*) FROM project WHERE plan_item_id = @itemId", new { itemId }) > 0;

    public Task<int> SaveSurveyAsync(DbScope db, long planId, NeedSurvey survey) => db.ExecuteAsync("""
        INSERT INTO need_survey (plan_id, title, method, sample, held_on, findings, file_hash, file_name) VALUES (@planId, @Title, @Method, @Sample, @HeldOn, @Findings, @FileHash, @FileName)
        ON CONFLICT (plan_id, title) DO UPDATE SET method = excluded.method, sample = excluded.sample, held_on = excluded.held_on, findings = excluded.findings,
          file_hash = CASE WHEN excluded.file_hash = '' THEN need_survey.file_hash ELSE excluded.file_hash END,
          file_name = CASE WHEN excluded.file_hash = '' THEN need_survey.file_name ELSE excluded.file_name END
        """, new { planId, survey.Title, survey.Method, survey.Sample, survey.HeldOn, survey.Findings, survey.FileHash, survey.FileName });

    /// <summary>Something that hangs on the plan was changed.</summary>
    public Task TouchAsync(DbScope db, long id) => db.ExecuteAsync("UPDATE annual_plan SET version = version + 1 WHERE id = @id", new { id });

    public Task FileAsync(DbScope db, long id, DateOnly day) => db.ExecuteAsync("UPDATE annual_plan SET filed_on = @day, revision = revision + 1 WHERE id = @id", new { id, day });
}
