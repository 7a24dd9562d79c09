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

    public const string Select = """
        SELECT m.id, m.title, m.state, m.state_since, p.number AS project_number, p.name AS project_name, p.approval_no, p.starts_on FROM promotion m JOIN project p ON p.id = m.project_id
        """;

    public StateDefinition StateDefinition => PromotionWorkflow.Life.State(State);
    public string Href => ProjectAddresses.Promotion(ProjectNumber, Id);
}

/// <summary>Promotion material by title, project or approval number.</summary>
internal sealed class PromotionSearch : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => !user.Has(Permissions.View) ? []
        : [.. (await db.QueryAsync<PromotionLine>($"""
            {PromotionLine.Select} WHERE {string.Join(" OR ", new[] { "m.title", "p.name", "p.number", "p.approval_no" }.Select(c => $@"{c} {db.Dialect.Like} @Text ESCAPE '\'"))} ORDER BY m.state_since DESC, m.id DESC LIMIT @limit
            """, new { Text = SqlText.Containing(text), limit })).Select(m => new SearchHit("宣传材料", m.Title, $"{m.ProjectNumber}，{m.StateDefinition.Label}", m.Href))];
}

/// <summary>What of promotion material stands on the "today" page: for the meeting, for the office, and back with whoever drafts.</summary>
internal sealed class PromotionWork(OverdueWork overdue) : IWorkProvider
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
        var lines = await db.QueryAsync<PromotionLine>(PromotionLine.Select + " WHERE m.state IN @States ORDER BY m.state_since, m.id", new { States = states.Keys.ToArray() });
        return await overdue.SortAsync(db, today, lines.Select(l => (states[l.State].Kind, $"宣传材料{states[l.State].Words}", (string?)$"{ProjectAddresses.Promotions}?state={l.State}",
            new WorkRecord($"《{l.Title}》", l.Href) { Detail = $"{l.ProjectNumber} {l.ProjectName}，{l.StartsOn.InTable()} 开班", Since = l.StateSince })));
    }
}
