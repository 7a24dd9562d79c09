namespace CEBase.Instructors.Registry;

/// <summary>Rows of the registry.</summary>
internal sealed class InstructorRepository
{
    public const string Select = """
        SELECT id, number, name, employer, relation, education, education_text, degree, title, title_level, field, bio, experience_years, experience_note,
          standing, standing_reason, source_number, is_active, state, improve_by, version
        FROM instructor
        """;

    private const string Insert = """
        INSERT INTO instructor (number, request_key, name, employer, relation, education, education_text, degree, title, title_level, field, bio,
          experience_years, experience_note, standing, standing_reason, source_number, is_active, state)
        VALUES (@Number, @RequestKey, @Name, @Employer, @Relation, @Education, @EducationText, @Degree, @Title, @TitleLevel, @Field, @Bio,
          @ExperienceYears, @ExperienceNote, @Standing, @StandingReason, @SourceNumber, @IsActive, @State)
        """;

    public Task<Instructor?> FindAsync(DbScope db, string number) => db.FirstAsync<Instructor>($"{Select} WHERE number = @number", new { number });

    public Task<Instructor?> FindAsync(DbScope db, long id) => db.FirstAsync<Instructor>($"{Select} WHERE id = @id", new { id });

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Instructor> GetAsync(DbScope db, string number) => await FindAsync(db, number) ?? throw Refusal.NotFound($"师资库没有编号为 {number} 的教师。");

    /// <summary>The instructor that the same form entered before.</summary>
    public Task<Instructor?> FindByKeyAsync(DbScope db, string requestKey) => db.FirstAsync<Instructor>($"{Select} WHERE request_key = @requestKey", new { requestKey });

    public Task<IReadOnlyList<Instructor>> AllAsync(DbScope db) => db.QueryAsync<Instructor>($"{Select} ORDER BY id");

    /// <summary>Those of these ids; all for null.</summary>
    public async Task<IReadOnlyList<Instructor>> GetAsync(DbScope db, IReadOnlyCollection<long>? ids) =>
        await db.QueryAsync<Instructor>($"{Select}{(ids is null ? "" : " WHERE id IN @ids")} ORDER BY number", new { ids = ids ?? [] });

    /// <summary>Those on the review list.</summary>
    public Task<IReadOnlyList<Instructor>> ReviewedAsync(DbScope db) => db.QueryAsync<Instructor>($"{Select} WHERE state IN ('under-review', 'improving') ORDER BY state DESC, number");

    public Task<IReadOnlyList<Instructor>> SearchAsync(DbScope db, string text, int limit) => db.QueryAsync<Instructor>(
        $"{Select} WHERE {string.Join(" OR ", new[] { "name", "number", "employer", "title" }.Select(c => $@"{c} {db.Dialect.Like} @Like ESCAPE '\'"))} ORDER BY number LIMIT @limit", new { Like = SqlText.Containing(text), limit });

    public Task<IReadOnlyList<string>> FieldsAsync(DbScope db) => db.QueryAsync<string>("SELECT DISTINCT field FROM instructor ORDER BY field");

    /// <summary>Locks the counter, so that a look for the request key sees what a request pressed twice has written.</summary>
    public Task LockNumbersAsync(DbScope db) => db.ExecuteAsync("INSERT INTO instructor_counter (id, last) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET last = instructor_counter.last");

    /// <summary>Adds it under the next number.</summary>
    public async Task<Instructor> AddAsync(DbScope db, Instructor instructor, string? requestKey)
    {
        var last = await db.ScalarAsync<int>("UPDATE instructor_counter SET last = last + 1 WHERE id = 1 RETURNING last");
        var entry = instructor with { Number = $"T{last:000}" };
        return entry with { Id = await db.InsertAsync(Insert, entry.Row(requestKey)) };
    }

    /// <summary>Enters one under a number of its own, for recipes; does nothing when the number is there. Returns its id when it is new.</summary>
    public async Task<long?> ImportAsync(DbScope db, Instructor instructor)
    {
        await db.ExecuteAsync("""
            INSERT INTO instructor_counter (id, last) VALUES (1, @number)
            ON CONFLICT (id) DO UPDATE SET last = CASE WHEN instructor_counter.last < @number THEN @number ELSE instructor_counter.last END
            """, new { number = int.Parse(instructor.Number.AsSpan(1)) });
        return await db.FirstAsync<long?>(Insert + " ON CONFLICT (number) DO NOTHING RETURNING id", instructor.Row());
    }

    /// <summary>False when somebody saved meanwhile.</summary>
    public async Task<bool> UpdateAsync(DbScope db, Instructor instructor) => await db.ExecuteAsync("""
        UPDATE instructor SET name = @Name, employer = @Employer, relation = @Relation, education = @Education, education_text = @EducationText, degree = @Degree,
          title = @Title, title_level = @TitleLevel, field = @Field, bio = @Bio, experience_years = @ExperienceYears, experience_note = @ExperienceNote,
          standing = @Standing, standing_reason = @StandingReason, source_number = @SourceNumber, version = version + 1
        WHERE id = @Id AND version = @Version
        """, instructor.Row()) == 1;

    /// <summary>Sets until when a reviewed instructor has time to improve.</summary>
    public Task ImproveAsync(DbScope db, long id, DateOnly? by) => db.ExecuteAsync("UPDATE instructor SET improve_by = @by WHERE id = @id AND state = 'under-review'", new { by, id });
}
