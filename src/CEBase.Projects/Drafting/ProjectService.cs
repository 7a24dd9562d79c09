using CEBase.Projects.Units;

namespace CEBase.Projects.Drafting;

/// <summary>Makes, changes and repeats projects; their partners, shares and documents are in <c>Parts</c>.</summary>
[RestsOn("BJTU:2", "NPU:4", "NPU:5", How = "每个项目登记承办单位、负责人、任务类型和办班形式")]
internal sealed class ProjectService(ProjectRepository projects, IProjectDirectory directory, UnitRepository units, IPriceDirectory prices, Trace trace, TimeProvider clock) : IProjectPlanner
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
        await projects.UpdateAsync(db, before, details);
        await trace.AppendAsync(db, new TraceEntry(ProjectStates.RecordType, before.Id, "edit"), user);
    }

    /// <summary>
    /// Another run of the same project as a new draft (再办一期): one number, one run. Days move on by whole weeks until they lie ahead; the intake is
    /// answered again, and what was proved for the last run is proved again.
    /// </summary>
    [RestsOn("BJTU:5(a)", How = "再办一期须复制为新的立项草稿重新申请，原编号不沿用")]
    public async Task<ProjectCard> RepeatAsync(DbScope db, string number, string requestKey, ICurrentUser user)
    {
        var last = await projects.GetAsync(db, number);
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
    public async Task<Project> LockAsync(DbScope db, string number, ICurrentUser user)
    {
        Demand(user);
        var project = await projects.LockAsync(db, number);
        return project.IsEditable
            ? project
            : throw new Refusal("project_fixed", project.State == ProjectStates.Approved
                ? "这个项目已经批准。要改条款，请先办理“变更条款”，改好后重新送审。"
                : "这个项目正在审核或已经结项，现在不能修改。") { Status = 409 };
    }

    private async Task<ProjectCard> CreateAsync(DbScope db, ProjectDetails details, string? copiedFrom, ICurrentUser user)
    {
        Demand(user);
        await CheckAsync(db, details);
        // Locks the counter, so that the look for the request key sees what a request pressed twice has written.
        await NumberCounter.LockAsync(db, WorkingNumber, details.StartsOn.Year);
        if (details.RequestKey is { } key && await projects.FindByKeyAsync(db, key) is { } before)
        {
            return (await directory.FindAsync(db, before))!;
        }
        var number = $"P{details.StartsOn.Year}-{await NumberCounter.NextAsync(db, WorkingNumber, details.StartsOn.Year):000}";
        var id = await projects.AddAsync(db, number, ProjectStates.Draft, details, copiedFrom, clock.GetUtcNow());
        await trace.AppendAsync(db, new TraceEntry(ProjectStates.RecordType, id, copiedFrom is null ? "create" : "repeat") { To = ProjectStates.Draft, Comment = copiedFrom }, user);
        return (await directory.FindAsync(db, id))!;
    }

    private async Task CheckAsync(DbScope db, ProjectDetails details)
    {
        if (ProjectChecks.Problems(details).FirstOrDefault() is { } problem)
        {
            throw new Refusal("project_incomplete", problem.Sentence) { Field = problem.Field };
        }
        Field.Check(await units.FindAsync(db, details.UnitId) is not null, "unit_unknown", nameof(details.UnitId), "没有这个承办单位，请重新选择。");
        Field.Check(details.PriceId is not { } price || await prices.FindAsync(db, price) is not null, "price_unknown", nameof(details.PriceId), "没有这条价格备案，请重新选择。");
    }

    private static bool IsSame(ProjectDetails a, ProjectDetails b) =>
        a with { Intake = null, RequestKey = null } == b with { Intake = null, RequestKey = null } && ProjectRepository.Join(a.Intake) == ProjectRepository.Join(b.Intake);

    private static void Demand(ICurrentUser user) => user.Demand(Permissions.Manage, "您没有起草立项的权限，请联系管理员。");
}
