namespace CEBase.Catalogue.Courses;

/// <summary>Rows of courses.</summary>
internal sealed class CourseRepository
{
    public const string Select = "SELECT id, code, name, subject, tags, field, objectives, outline, hours, materials, is_active FROM course";

    private const string Insert = """
        INSERT INTO course (code, name, subject, tags, field, objectives, outline, hours, materials, is_active)
        VALUES (@Code, @Name, @Subject, @Tags, @Field, @Objectives, @Outline, @Hours, @Materials, @IsActive)
        """;

    public Task<Course?> FindAsync(DbScope db, string code) => db.FirstAsync<Course>($"{Select} WHERE code = @code", new { code });

    public Task<Course?> FindAsync(DbScope db, long id) => db.FirstAsync<Course>($"{Select} WHERE id = @id", new { id });

    public Task<IReadOnlyList<Course>> AllAsync(DbScope db) => db.QueryAsync<Course>($"{Select} ORDER BY code");

    public Task<IReadOnlyList<string>> FieldsAsync(DbScope db) => db.QueryAsync<string>("SELECT DISTINCT field FROM course ORDER BY field");

    /// <summary>Courses whose code or name holds the text.</summary>
    public Task<IReadOnlyList<Course>> SearchAsync(DbScope db, string text, int limit) => db.QueryAsync<Course>(
        $@"{Select} WHERE name {db.Dialect.Like} @Text ESCAPE '\' OR code {db.Dialect.Like} @Text ESCAPE '\' ORDER BY code LIMIT @limit", new { Text = SqlText.Containing(text), limit });

    public Task<long> InsertAsync(DbScope db, Course course) => db.InsertAsync(Insert, Row(course));

    public Task UpdateAsync(DbScope db, Course course) => db.ExecuteAsync("""
        UPDATE course SET name = @Name, subject = @Subject, tags = @Tags, field = @Field, objectives = @Objectives, outline = @Outline,
          hours = @Hours, materials = @Materials, is_active = @IsActive WHERE id = @Id
        """, Row(course));

    /// <summary>Enters a course for a recipe; one whose code is there is left alone.</summary>
    /// <exception cref="Refusal">Those of <see cref="Course.Checked"/>.</exception>
    public Task ImportAsync(DbScope db, Course course) => db.ExecuteAsync(Insert + " ON CONFLICT (code) DO NOTHING", Row(course.Checked()));

    private static object Row(Course c) => new
    {
        c.Id, c.Code, c.Name, Subject = c.Subject.ToString(), c.Tags, c.Field, c.Objectives, c.Outline, c.Hours, c.Materials, c.IsActive,
    };
}
