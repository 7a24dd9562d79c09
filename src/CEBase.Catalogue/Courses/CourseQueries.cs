namespace CEBase.Catalogue.Courses;

/// <summary>What the list of courses is asked for.</summary>
internal sealed record CourseFilter
{
    public string? Q { get; init; }
    public SubjectKind? Subject { get; init; }
    public string? Field { get; init; }
    public bool? Active { get; init; }
    public string? Sort { get; init; }
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 30;
}

/// <summary>A page of courses.</summary>
internal sealed record CourseList(IReadOnlyList<Course> Items, int Total);

/// <summary>Lists of courses.</summary>
internal sealed class CourseQueries
{
    public async Task<CourseList> ListAsync(DbScope db, CourseFilter filter)
    {
        var like = db.Dialect.Like;
        var where = "1 = 1"
            + (string.IsNullOrWhiteSpace(filter.Q) ? "" : $" AND (name {like} @Text ESCAPE '\\' OR code {like} @Text ESCAPE '\\')")
            + (filter.Subject is null ? "" : " AND subject = @Subject")
            + (string.IsNullOrEmpty(filter.Field) ? "" : " AND field = @Field")
            + (filter.Active is null ? "" : " AND is_active = @Active");
        var size = Math.Clamp(filter.Size, 1, 200);
        var parameters = new
        {
            Text = SqlText.Containing(filter.Q ?? ""),
            Subject = filter.Subject?.ToString(),
            filter.Field,
            Active = filter.Active ?? false,
            Size = size,
            Offset = (Math.Max(filter.Page, 1) - 1) * (long)size,
        };
        var total = await db.ScalarAsync<int>($"SELECT count(*) FROM course WHERE {where}", parameters);
        var items = await db.QueryAsync<Course>($"""
            SELECT id, code, name, subject, tags, field, objectives, outline, hours, materials, is_active FROM course
            WHERE {where} ORDER BY {Order(filter.Sort)} LIMIT @Size OFFSET @Offset
            """, parameters);
        return new CourseList(items, total);
    }

    public Task<IReadOnlyList<string>> FieldsAsync(DbScope db) => db.QueryAsync<string>("SELECT DISTINCT field FROM course ORDER BY field");

    public Task<IReadOnlyList<ClassCard>> ClassesOfAsync(DbScope db, long courseId) => db.QueryAsync<ClassCard>(
        $"SELECT {Classes.ClassDirectory.CardColumns} {Classes.ClassDirectory.From} WHERE c.course_id = @courseId ORDER BY c.starts_on DESC", new { courseId });

    private static string Order(string? sort) => sort switch
    {
        "name" => "name, code",
        "-name" => "name DESC, code",
        "field" => "field, code",
        "-field" => "field DESC, code",
        "hours" => "hours, code",
        "-hours" => "hours DESC, code",
        "-code" => "code DESC",
        _ => "code",
    };
}
