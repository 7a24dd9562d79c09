namespace CEBase.Instructors.Registry;

/// <summary>What the list is asked for.</summary>
internal sealed record InstructorFilter
{
    public string? Q { get; init; }
    public string? Field { get; init; }
    public TitleLevel? Level { get; init; }
    public Relation? Relation { get; init; }
    public bool? Active { get; init; }

    /// <summary>Only these; null doesn't ask.</summary>
    public IReadOnlyList<long>? Ids { get; init; }
    public string? Sort { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 30;
}

/// <summary>A page of the list.</summary>
internal sealed record InstructorPage(IReadOnlyList<Instructor> Items, int Total);

/// <summary>Lists of the registry.</summary>
internal sealed class InstructorQueries
{
    private const string ByLevel = "CASE title_level WHEN 'FullSenior' THEN 4 WHEN 'AssociateSenior' THEN 3 WHEN 'Intermediate' THEN 2 WHEN 'Junior' THEN 1 ELSE 0 END";

    public async Task<InstructorPage> ListAsync(DbScope db, InstructorFilter filter)
    {
        var where = new List<string> { "1 = 1" };
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            where.Add($"(name {db.Dialect.Like} @Like ESCAPE '\\' OR number {db.Dialect.Like} @Like ESCAPE '\\' OR employer {db.Dialect.Like} @Like ESCAPE '\\' OR title {db.Dialect.Like} @Like ESCAPE '\\')");
        }
        if (!string.IsNullOrWhiteSpace(filter.Field))
        {
            where.Add("field = @Field");
        }
        if (filter.Level is not null)
        {
            where.Add("title_level = @Level");
        }
        if (filter.Relation is not null)
        {
            where.Add("relation = @Relation");
        }
        if (filter.Active is not null)
        {
            where.Add("is_active = @Active");
        }
        if (filter.Ids is { Count: 0 })
        {
            return new InstructorPage([], 0);
        }
        if (filter.Ids is not null)
        {
            where.Add("id IN @Ids");
        }
        var size = Math.Clamp(filter.Size, 1, 200);
        var parameters = new
        {
            Like = SqlText.Containing(filter.Q ?? ""),
            filter.Field,
            Level = filter.Level?.ToString(),
            Relation = filter.Relation?.ToString(),
            Active = filter.Active ?? false,
            Ids = filter.Ids ?? [],
            Size = size,
            Offset = (Math.Max(filter.Page, 1) - 1) * size,
        };
        var condition = string.Join(" AND ", where);
        var total = await db.ScalarAsync<int>($"SELECT count(*) FROM instructor WHERE {condition}", parameters);
        var items = await db.QueryAsync<Instructor>($"SELECT {Instructor.Columns} FROM instructor WHERE {condition} ORDER BY {Order(filter.Sort)} LIMIT @Size OFFSET @Offset", parameters);
        return new InstructorPage(items, total);
    }

    public Task<IReadOnlyList<string>> FieldsAsync(DbScope db) =>
        db.QueryAsync<string>("SELECT DISTINCT field FROM instructor ORDER BY field");

    private static string Order(string? sort) => sort switch
    {
        "name" => "name, number",
        "-name" => "name DESC, number",
        "employer" => "employer, number",
        "-employer" => "employer DESC, number",
        "level" => $"{ByLevel}, number",
        "-level" => $"{ByLevel} DESC, number",
        "field" => "field, number",
        "-field" => "field DESC, number",
        "-number" => "number DESC",
        _ => "number",
    };
}
