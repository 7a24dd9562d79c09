namespace CEBase.Projects.Promotion;

/// <summary>A line of the list.</summary>
internal sealed record PromotionLine
{
    public long Id { get; init; }
    public string Title { get; init; } = "";
    public string State { get; init; } = "";
    public DateTimeOffset StateSince { get; init; }
    public string ProjectNumber { get; init; } = "";
    public string ProjectName { get; init; } = "";
    public string? ApprovalNo { get; init; }
    public DateOnly StartsOn { get; init; }

    public StateDefinition StateDefinition => PromotionWorkflow.Life.State(State);
    public string Href => $"/console/projects/{ProjectNumber}/promotion?id={Id}";
}

/// <summary>Lists of promotion material.</summary>
internal sealed class PromotionQueries
{
    public async Task<(IReadOnlyList<PromotionLine> Items, int Total)> ListAsync(DbScope db, string? q, string? state, string? sort, int page, int size)
    {
        var where = new List<string> { "1 = 1" };
        if (!string.IsNullOrWhiteSpace(q))
        {
            where.Add($"(m.title {db.Dialect.Like} @Like ESCAPE '\\' OR p.name {db.Dialect.Like} @Like ESCAPE '\\' OR p.number {db.Dialect.Like} @Like ESCAPE '\\' OR p.approval_no {db.Dialect.Like} @Like ESCAPE '\\')");
        }
        if (!string.IsNullOrEmpty(state))
        {
            where.Add("m.state = @state");
        }
        var from = $"FROM promotion m JOIN project p ON p.id = m.project_id WHERE {string.Join(" AND ", where)}";
        var parameters = new { Like = SqlText.Containing(q ?? ""), state, size, Skip = (Math.Max(page, 1) - 1) * size };
        var order = sort switch
        {
            "title" => "m.title, m.id",
            "-title" => "m.title DESC, m.id",
            "start" => "p.starts_on, m.id",
            "-start" => "p.starts_on DESC, m.id",
            "since" => "m.state_since, m.id",
            _ => "m.state_since DESC, m.id DESC",
        };
        return (
            await db.QueryAsync<PromotionLine>($"""
                SELECT m.id, m.title, m.state, m.state_since, p.number AS project_number, p.name AS project_name, p.approval_no, p.starts_on {from} ORDER BY {order} LIMIT @size OFFSET @Skip
                """, parameters),
            await db.ScalarAsync<int>($"SELECT count(*) {from}", parameters));
    }
}

/// <summary>Promotion material by title, project or approval number.</summary>
internal sealed class PromotionSearch(PromotionQueries queries) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => user.Has(Permissions.View)
        ? [.. (await queries.ListAsync(db, text, null, null, 1, limit)).Items.Select(m => new SearchHit("宣传材料", m.Title, $"{m.ProjectNumber}，{m.StateDefinition.Label}", m.Href))]
        : [];
}

/// <summary>What of promotion material stands on the "today" page: for the meeting, for the office, and back with whoever drafts.</summary>
internal sealed class PromotionWork(OverdueWork desk) : IWorkProvider
{
    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var states = new[]
        {
            (Permission: Permissions.UnitReview, State: PromotionStates.Meeting, Kind: WorkKind.Waiting, Words: "待党政联席会审议"),
            (Permission: Permissions.OfficeReview, State: PromotionStates.Office, Kind: WorkKind.Waiting, Words: "待办公室审批"),
            (Permission: Permissions.PromotionsManage, State: PromotionStates.Returned, Kind: WorkKind.Stuck, Words: "被退回，待修改"),
        }.Where(s => user.Has(s.Permission)).ToDictionary(s => s.State);
        if (states.Count == 0)
        {
            return [];
        }
        var lines = await db.QueryAsync<PromotionLine>("""
            SELECT m.id, m.title, m.state, m.state_since, p.number AS project_number, p.name AS project_name, p.approval_no, p.starts_on
            FROM promotion m JOIN project p ON p.id = m.project_id WHERE m.state IN @States ORDER BY m.state_since, m.id
            """, new { States = states.Keys.ToArray() });
        return await desk.SortAsync(db, today, lines.Select(l => (states[l.State].Kind, $"宣传材料{states[l.State].Words}", (string?)$"/console/promotions?state={l.State}",
            new WorkRecord($"《{l.Title}》", l.Href) { Detail = $"{l.ProjectNumber} {l.ProjectName}，{l.StartsOn.InTable()} 开班", Since = l.StateSince })));
    }
}
