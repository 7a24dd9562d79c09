using CEBase.Projects.Intake;

namespace CEBase.Projects.Drafting;

/// <summary>Makes, changes and repeats projects; their partners, shares and documents are in <see cref="ProjectParts"/>.</summary>
[RestsOn("BJTU:2", "NPU:4", "NPU:5", How = "每个项目登记承办单位、负责人、任务类型和办班形式")]
internal sealed class ProjectService(Trace trace, TimeProvider clock) : IProjectPlanner
{
    public const string WorkingNumber = "working";

    public Task<ProjectCard> CreateAsync(DbScope db, ProjectDetails details, ICurrentUser user) => CreateAsync(db, details, copiedFrom: null, user);

    public async Task UpdateAsync(DbScope db, string number, ProjectDetails details, int? version, ICurrentUser user)
    {
        var before = await LockAsync(db, number, user);
        if (version is { } seen && seen != before.Version)
        {
            throw new Refusal("project_changed", "在您填写期间有人改动了这个项目。请另开一页查看现在的内容，再决定是否保存。") { Status = 409 };
        }
        if (IsSame(details, before.Details()))
        {
            return;
        }
        if (before.ApprovalNo is not null && (details.Funding != before.Funding || details.StartsOn.Year != before.Year))
        {
            throw new Refusal("funding_fixed", $"这个项目已有审批编号 {before.ApprovalNo}，编号按经费方式和年度编排，不能再改经费方式或年度。请另立项目。")
            {
                Field = details.Funding != before.Funding ? nameof(details.Funding) : nameof(details.StartsOn),
            };
        }
        await CheckAsync(db, details);
        await db.ExecuteAsync("""
            UPDATE project SET year = @Year, name = @Name, unit_id = @UnitId, responsible = @Responsible, funding = @Funding, form = @Form, task = @Task,
              is_open_enrolment = @IsOpenEnrolment, is_service_only = @IsServiceOnly, audience = @Audience, headcount = @Headcount, starts_on = @StartsOn,
              ends_on = @EndsOn, hours = @Hours, fee = @Fee, city = @City, plan_item_id = @PlanItemId, price_id = @PriceId, client_id = @ClientId,
              intake = @Intake, version = version + 1
            WHERE id = @Id
            """, Parameters(details, before.Id, before.Number, before.State, null));
        await trace.AppendAsync(db, new TraceEntry(ProjectStates.RecordType, before.Id, "edit"), user);
    }

    /// <summary>
    /// Another run of the same project as a new draft (再办一期): one number, one run. Days move on by whole weeks until they lie ahead; the intake is
    /// answered again, and what was proved for the last run is proved again.
    /// </summary>
    [RestsOn("BJTU:5(a)", How = "再办一期须复制为新的立项草稿重新申请，原编号不沿用")]
    public async Task<ProjectCard> RepeatAsync(DbScope db, string number, string requestKey, ICurrentUser user)
    {
        var last = await Project.FindAsync(db, number) ?? throw NotThere(number);
        if (last.ApprovalNo is null)
        {
            throw new Refusal("repeat_unapproved", $"项目 {number} 还没有批准过，请直接修改它。") { Status = 409 };
        }
        var days = 364;
        while (last.StartsOn.AddDays(days) <= clock.Today())
        {
            days += 364;
        }
        var details = last.Details() with
        {
            StartsOn = last.StartsOn.AddDays(days), EndsOn = last.EndsOn.AddDays(days), PlanItemId = null, Intake = null, RequestKey = requestKey,
        };
        return await CreateAsync(db, details, last.Number, user);
    }

    /// <summary>The project, held for the transaction, when this user may change it and it is a draft or was returned.</summary>
    public static async Task<Project> LockAsync(DbScope db, string number, ICurrentUser user)
    {
        if (!user.Has(Permissions.Manage))
        {
            throw new Refusal("not_allowed", "您没有起草立项的权限，请联系管理员。") { Status = 403 };
        }
        await db.FirstAsync<long?>("SELECT id FROM project WHERE number = @number" + db.Dialect.ForUpdate, new { number });
        var project = await Project.FindAsync(db, number) ?? throw NotThere(number);
        return project.IsEditable
            ? project
            : throw new Refusal("project_fixed", project.State == ProjectStates.Approved
                ? "这个项目已经批准。要改条款，请先办理“变更条款”，改好后重新送审。"
                : "这个项目正在审核或已经结项，现在不能修改。") { Status = 409 };
    }

    /// <summary>Inserts a project as it is, for the recipe and for making one.</summary>
    public Task<long> InsertAsync(DbScope db, string number, string state, ProjectDetails details, string? copiedFrom) => db.InsertAsync("""
        INSERT INTO project (number, request_key, state, state_since, year, name, unit_id, responsible, funding, form, task, is_open_enrolment, is_service_only, audience,
          headcount, starts_on, ends_on, hours, fee, city, plan_item_id, price_id, client_id, intake, copied_from, version)
        VALUES (@Number, @RequestKey, @State, @Now, @Year, @Name, @UnitId, @Responsible, @Funding, @Form, @Task, @IsOpenEnrolment, @IsServiceOnly, @Audience,
          @Headcount, @StartsOn, @EndsOn, @Hours, @Fee, @City, @PlanItemId, @PriceId, @ClientId, @Intake, @CopiedFrom, 1)
        """, Parameters(details, 0, number, state, copiedFrom));

    private async Task<ProjectCard> CreateAsync(DbScope db, ProjectDetails details, string? copiedFrom, ICurrentUser user)
    {
        if (!user.Has(Permissions.Manage))
        {
            throw new Refusal("not_allowed", "您没有起草立项的权限，请联系管理员。") { Status = 403 };
        }
        await CheckAsync(db, details);
        // Locks the counter, so that the look for the request key sees what a request pressed twice has written.
        await NumberCounter.LockAsync(db, WorkingNumber, details.StartsOn.Year);
        var directory = new ProjectDirectory();
        if (details.RequestKey is { } key && await db.FirstAsync<string>("SELECT number FROM project WHERE request_key = @key", new { key }) is { } before)
        {
            return (await directory.FindAsync(db, before))!;
        }
        var number = $"P{details.StartsOn.Year}-{await NumberCounter.NextAsync(db, WorkingNumber, details.StartsOn.Year):000}";
        var id = await InsertAsync(db, number, ProjectStates.Draft, details, copiedFrom);
        await trace.AppendAsync(db, new TraceEntry(ProjectStates.RecordType, id, copiedFrom is null ? "create" : "repeat") { To = ProjectStates.Draft, Comment = copiedFrom }, user);
        return (await directory.FindAsync(db, id))!;
    }

    private static async Task CheckAsync(DbScope db, ProjectDetails details)
    {
        if (ProjectChecks.Problems(details).FirstOrDefault() is { } problem)
        {
            throw new Refusal("project_incomplete", problem.Sentence) { Field = problem.Field };
        }
        if (await db.ScalarAsync<long>("SELECT count(*) FROM owning_unit WHERE id = @UnitId", new { details.UnitId }) == 0)
        {
            throw new Refusal("unit_unknown", "没有这个承办单位，请重新选择。") { Field = nameof(details.UnitId) };
        }
        if (details.PriceId is not null && await db.ScalarAsync<long>("SELECT count(*) FROM approved_price WHERE id = @PriceId", new { details.PriceId }) == 0)
        {
            throw new Refusal("price_unknown", "没有这条价格备案，请重新选择。") { Field = nameof(details.PriceId) };
        }
    }

    private static bool IsSame(ProjectDetails a, ProjectDetails b) =>
        a with { Intake = null, RequestKey = null } == b with { Intake = null, RequestKey = null } && Join(a.Intake) == Join(b.Intake);

    private static string? Join(IReadOnlyList<string>? codes) => codes is null ? null : string.Join(',', codes.Order(StringComparer.Ordinal));

    private static Refusal NotThere(string number) => Refusal.NotFound($"没有编号为 {number} 的项目。");

    private object Parameters(ProjectDetails d, long id, string number, string state, string? copiedFrom) => new
    {
        Id = id,
        Number = number,
        State = state,
        Now = clock.GetUtcNow(),
        d.StartsOn.Year,
        Funding = d.Funding.ToString(),
        Name = d.Name.Trim(),
        Responsible = d.Responsible.Trim(),
        Audience = d.Audience.Trim(),
        City = d.City.Trim(),
        IsServiceOnly = d.Intake?.Contains(IntakeQuestions.ServiceOnly) ?? false,
        Intake = Join(d.Intake),
        CopiedFrom = copiedFrom,
        d.RequestKey, d.UnitId, d.Form, d.Task, d.IsOpenEnrolment, d.Headcount, d.StartsOn, d.EndsOn, d.Hours, d.Fee, d.PlanItemId, d.PriceId, d.ClientId,
    };
}
