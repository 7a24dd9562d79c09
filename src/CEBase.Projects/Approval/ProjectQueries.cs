using CEBase.Projects.Drafting;

namespace CEBase.Projects.Approval;

/// <summary>What the list of projects is asked for; the address of the page holds exactly this.</summary>
internal sealed record ProjectFilter
{
    public string? Q { get; init; }
    public string? State { get; init; }
    public int? Year { get; init; }
    public long? UnitId { get; init; }
    public FundingMode? Funding { get; init; }
    public string? Sort { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 30;
}

/// <summary>Lists of projects.</summary>
internal static class ProjectQueries
{
    public static async Task<(IReadOnlyList<Project> Items, int Total)> ListAsync(DbScope db, ProjectFilter filter)
    {
        var (where, parameters) = Where(db, filter);
        parameters["Size"] = Math.Clamp(filter.Size, 1, 200);
        parameters["Offset"] = (Math.Max(filter.Page, 1) - 1) * (long)Math.Clamp(filter.Size, 1, 200);
        var total = await db.ScalarAsync<int>($"SELECT count(*) {Project.From} WHERE {where}", parameters);
        var items = await db.QueryAsync<Project>($"SELECT {Project.Columns} {Project.From} WHERE {where} ORDER BY {Order(filter.Sort)} LIMIT @Size OFFSET @Offset", parameters);
        return (items, total);
    }

    /// <summary>How many stand in each state, under the filter but for its state.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> CountsAsync(DbScope db, ProjectFilter filter)
    {
        var (where, parameters) = Where(db, filter with { State = null });
        return (await db.QueryAsync<StateCount>($"SELECT p.state, count(*) AS count {Project.From} WHERE {where} GROUP BY p.state", parameters)).ToDictionary(c => c.State, c => c.Count);
    }

    public static Task<IReadOnlyList<int>> YearsAsync(DbScope db) => db.QueryAsync<int>("SELECT DISTINCT year FROM project ORDER BY year DESC");

    private static (string Where, Dictionary<string, object?> Parameters) Where(DbScope db, ProjectFilter filter)
    {
        var where = new List<string> { "1 = 1" };
        var parameters = new Dictionary<string, object?>();
        Add(!string.IsNullOrEmpty(filter.State), "p.state = @State", "State", filter.State);
        Add(filter.Year is not null, "p.year = @Year", "Year", filter.Year);
        Add(filter.UnitId is not null, "p.unit_id = @Unit", "Unit", filter.UnitId);
        Add(filter.Funding is not null, "p.funding = @Funding", "Funding", filter.Funding?.ToString());
        var like = db.Dialect.Like;
        Add(!string.IsNullOrWhiteSpace(filter.Q), $"(p.name {like} @Text ESCAPE '\\' OR p.number {like} @Text ESCAPE '\\' OR p.approval_no {like} @Text ESCAPE '\\' OR p.responsible {like} @Text ESCAPE '\\')",
            "Text", SqlText.Containing(filter.Q ?? ""));
        return (string.Join(" AND ", where), parameters);

        void Add(bool applies, string condition, string name, object? value)
        {
            if (applies)
            {
                where.Add(condition);
                parameters[name] = value;
            }
        }
    }

    private static string Order(string? sort) => sort switch
    {
        "no" => "p.number",
        "-no" => "p.number DESC",
        "approval" => "p.approval_no, p.number",
        "-approval" => "p.approval_no DESC, p.number",
        "name" => "p.name, p.number",
        "-name" => "p.name DESC, p.number",
        "-start" => "p.starts_on DESC, p.number",
        "start" => "p.starts_on, p.number",
        "people" => "p.headcount, p.number",
        "-people" => "p.headcount DESC, p.number",
        "fee" => "p.fee, p.number",
        "-fee" => "p.fee DESC, p.number",
        // What somebody has to act on first.
        _ => """
            CASE p.state WHEN 'office-review' THEN 0 WHEN 'unit-review' THEN 1 WHEN 'returned' THEN 2 WHEN 'draft' THEN 3 WHEN 'approved' THEN 4 ELSE 5 END, p.starts_on DESC, p.number
            """,
    };

    private sealed record StateCount
    {
        public string State { get; init; } = "";
        public int Count { get; init; }
    }
}
