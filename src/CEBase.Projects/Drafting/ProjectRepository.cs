using CEBase.Projects.Intake;

namespace CEBase.Projects.Drafting;

/// <summary>Rows of projects.</summary>
internal sealed class ProjectRepository
{
    public const string Select = """
        SELECT p.id, p.number, p.approval_no, p.state, p.year, p.name, p.unit_id, u.name AS unit_name, p.responsible, p.funding, p.form, p.task, p.is_open_enrolment,
          p.is_service_only, p.audience, p.headcount, p.starts_on, p.ends_on, p.hours, p.fee, p.city, p.plan_item_id, p.price_id, p.client_id, p.intake,
          p.copied_from, p.state_since, p.version
        FROM project p JOIN owning_unit u ON u.id = p.unit_id
        """;

    /// <summary>What somebody has to act on first.</summary>
    public const string Order = """
        CASE p.state WHEN 'office-review' THEN 0 WHEN 'unit-review' THEN 1 WHEN 'returned' THEN 2 WHEN 'draft' THEN 3 WHEN 'approved' THEN 4 ELSE 5 END, p.starts_on DESC, p.number
        """;

    public Task<Project?> FindAsync(DbScope db, long id) => db.FirstAsync<Project>($"{Select} WHERE p.id = @id", new { id });

    public Task<Project?> FindAsync(DbScope db, string number) => db.FirstAsync<Project>($"{Select} WHERE p.number = @number", new { number });

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Project> GetAsync(DbScope db, string number) => await FindAsync(db, number) ?? throw Refusal.NotFound($"没有编号为 {number} 的项目。");

    /// <summary>The project, held for the rest of the transaction.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Project> LockAsync(DbScope db, string number)
    {
        await db.FirstAsync<long?>("SELECT id FROM project WHERE number = @number" + db.Dialect.ForUpdate, new { number });
        return await GetAsync(db, number);
    }

    public Task<IReadOnlyList<Project>> SearchAsync(DbScope db, string text, int limit) => db.QueryAsync<Project>($"""
        {Select} WHERE p.name {db.Dialect.Like} @Text ESCAPE '\' OR p.number {db.Dialect.Like} @Text ESCAPE '\' OR p.approval_no {db.Dialect.Like} @Text ESCAPE '\' OR p.responsible {db.Dialect.Like} @Text ESCAPE '\'
        ORDER BY {Order} LIMIT @limit
        """, new { Text = SqlText.Containing(text), limit });

    public Task<IReadOnlyList<int>> YearsAsync(DbScope db) => db.QueryAsync<int>("SELECT DISTINCT year FROM project ORDER BY year DESC");

    /// <summary>Number of the project that the same form made before.</summary>
    public Task<string?> FindByKeyAsync(DbScope db, string requestKey) => db.FirstAsync<string>("SELECT number FROM project WHERE request_key = @requestKey", new { requestKey });

    public Task<long> AddAsync(DbScope db, string number, string state, ProjectDetails details, string? copiedFrom, DateTimeOffset now) => db.InsertAsync("""
        INSERT INTO project (number, request_key, state, state_since, year, name, unit_id, responsible, funding, form, task, is_open_enrolment, is_service_only, audience,
          headcount, starts_on, ends_on, hours, fee, city, plan_item_id, price_id, client_id, intake, copied_from, version)
        VALUES (@Number, @RequestKey, @State, @Now, @Year, @Name, @UnitId, @Responsible, @Funding, @Form, @Task, @IsOpenEnrolment, @IsServiceOnly, @Audience,
          @Headcount, @StartsOn, @EndsOn, @Hours, @Fee, @City, @PlanItemId, @PriceId, @ClientId, @Intake, @CopiedFrom, 1)
        """, Row(details, 0, number, state, copiedFrom, now));

    public Task UpdateAsync(DbScope db, Project before, ProjectDetails details) => db.ExecuteAsync("""
        UPDATE project SET year = @Year, name = @Name, unit_id = @UnitId, responsible = @Responsible, funding = @Funding, form = @Form, task = @Task,
          is_open_enrolment = @IsOpenEnrolment, is_service_only = @IsServiceOnly, audience = @Audience, headcount = @Headcount, starts_on = @StartsOn,
          ends_on = @EndsOn, hours = @Hours, fee = @Fee, city = @City, plan_item_id = @PlanItemId, price_id = @PriceId, client_id = @ClientId,
          intake = @Intake, version = version + 1
        WHERE id = @Id
        """, Row(details, before.Id, before.Number, before.State, null, before.StateSince));

    /// <summary>Something that hangs on the project was changed.</summary>
    public Task TouchAsync(DbScope db, long id) => db.ExecuteAsync("UPDATE project SET version = version + 1 WHERE id = @id", new { id });

    /// <summary>Gives the next approval number of its class and year; one that was given stays.</summary>
    public async Task<string> NumberAsync(DbScope db, long id, FundingMode funding, int year)
    {
        var number = ApprovalNumbers.Of(funding, year, await NumberCounter.NextAsync(db, ApprovalNumbers.KindOf(funding), year));
        await db.ExecuteAsync("UPDATE project SET approval_no = @number WHERE id = @id AND approval_no IS NULL", new { number, id });
        return number;
    }

    public static string? Join(IReadOnlyList<string>? codes) => codes is null ? null : string.Join(',', codes.Order(StringComparer.Ordinal));

    private static object Row(ProjectDetails d, long id, string number, string state, string? copiedFrom, DateTimeOffset now) => new
    {
        Id = id, Number = number, State = state, Now = now, d.StartsOn.Year, Funding = d.Funding.ToString(), Name = d.Name.Trim(), Responsible = d.Responsible.Trim(),
        Audience = d.Audience.Trim(), City = d.City.Trim(), IsServiceOnly = d.Intake?.Contains(IntakeQuestions.ServiceOnly) ?? false, Intake = Join(d.Intake), CopiedFrom = copiedFrom,
        d.RequestKey, d.UnitId, d.Form, d.Task, d.IsOpenEnrolment, d.Headcount, d.StartsOn, d.EndsOn, d.Hours, d.Fee, d.PlanItemId, d.PriceId, d.ClientId,
    };
}
