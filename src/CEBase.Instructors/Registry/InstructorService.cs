using CEBase.Instructors.Titles;

namespace CEBase.Instructors.Registry;

/// <summary>Enters and changes instructors. Whether one may be scheduled is the matter of <see cref="InstructorWorkflow"/>.</summary>
[RestsOn("BJTU:18", How = "建立师资库，一人一档")]
internal sealed class InstructorService(Trace trace, TimeProvider clock)
{
    public const string RecordType = InstructorWords.RecordType;
    private const int MostYears = 70;

    /// <summary>Enters an instructor and returns the number given. The same request key again returns the number of the first time.</summary>
    public async Task<string> CreateAsync(DbScope db, Instructor instructor, string? requestKey, ICurrentUser user)
    {
        foreach (var (field, sentence) in Problems(instructor))
        {
            throw new Refusal("instructor_incomplete", sentence) { Field = field };
        }
        return (await AddAsync(db, instructor, requestKey, await TitlesStep.ReadTableAsync(db), user)).Number;
    }

    /// <summary>Enters one under the next number with what is known; what is missing shows in the judgement. For sheets as they come.</summary>
    public async Task<Instructor> AddAsync(DbScope db, Instructor instructor, string? requestKey, ITitleTable titles, ICurrentUser user)
    {
        // Locks the counter, so that the look for the request key sees what a request pressed twice has written.
        await db.ExecuteAsync("INSERT INTO instructor_counter (id, last) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET last = instructor_counter.last");
        if (requestKey is not null && await db.FirstAsync<Instructor>($"SELECT {Instructor.Columns} FROM instructor WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        var last = await db.ScalarAsync<int>("UPDATE instructor_counter SET last = last + 1 WHERE id = 1 RETURNING last");
        var entry = instructor with { Number = $"T{last:000}", TitleLevel = titles.Read(instructor.Title).Level };
        var id = await db.InsertAsync(Insert, entry.Row(requestKey));
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "create"), user);
        return entry with { Id = id };
    }

    /// <summary>Changes an entry; saving what stands there already leaves no trace.</summary>
    /// <exception cref="Refusal"><c>instructor_incomplete</c>; <c>instructor_changed</c> when somebody else saved in between.</exception>
    /// <param name="db">The transaction.</param>
    /// <param name="instructor">The entry.</param>
    /// <param name="user">Who changes it.</param>
    /// <param name="titleSince">From when a changed title holds; today when not told.</param>
    public async Task UpdateAsync(DbScope db, Instructor instructor, ICurrentUser user, DateOnly? titleSince = null)
    {
        foreach (var (field, sentence) in Problems(instructor))
        {
            throw new Refusal("instructor_incomplete", sentence) { Field = field };
        }
        var before = await FindAsync(db, instructor.Number) ?? throw Refusal.NotFound($"师资库没有编号为 {instructor.Number} 的教师。");
        await ChangeAsync(db, before, instructor with { SourceNumber = before.SourceNumber }, await TitlesStep.ReadTableAsync(db), user, titleSince);
    }

    /// <summary>Changes an entry to what is told; true when something changed.</summary>
    public async Task<bool> ChangeAsync(DbScope db, Instructor before, Instructor told, ITitleTable titles, ICurrentUser user, DateOnly? titleSince = null)
    {
        var entry = told with
        {
            Id = before.Id, Number = before.Number, IsActive = before.IsActive, State = before.State, ImproveBy = before.ImproveBy, TitleLevel = titles.Read(told.Title).Level,
        };
        if (entry with { Version = before.Version } == before)
        {
            return false;
        }
        var saved = await db.ExecuteAsync("""
            UPDATE instructor SET name = @Name, employer = @Employer, relation = @Relation, education = @Education, education_text = @EducationText, degree = @Degree,
              title = @Title, title_level = @TitleLevel, field = @Field, bio = @Bio, experience_years = @ExperienceYears, experience_note = @ExperienceNote,
              standing = @Standing, standing_reason = @StandingReason, source_number = @SourceNumber, version = version + 1
            WHERE id = @Id AND version = @Version
            """, entry.Row());
        if (saved == 0)
        {
            throw new Refusal("instructor_changed", "刚才有人改过这位教师的信息。请刷新后再改。") { Status = 409 };
        }
        if (entry.Title != before.Title)
        {
            await TitleHistory.KeepAsync(db, before, titleSince ?? clock.Today());
        }
        await trace.AppendAsync(db, new TraceEntry(RecordType, before.Id, "edit"), user);
        return true;
    }

    /// <summary>Enters one under a number of its own, for recipes; does nothing when the number is there. Returns its id when it is new.</summary>
    public async Task<long?> ImportAsync(DbScope db, Instructor instructor, TitleTable titles)
    {
        var number = int.Parse(instructor.Number.AsSpan(1));
        await db.ExecuteAsync("""
            INSERT INTO instructor_counter (id, last) VALUES (1, @number)
            ON CONFLICT (id) DO UPDATE SET last = CASE WHEN instructor_counter.last < @number THEN @number ELSE instructor_counter.last END
            """, new { number });
        return await db.FirstAsync<long?>(Insert + " ON CONFLICT (number) DO NOTHING RETURNING id", (instructor with { TitleLevel = titles.Read(instructor.Title).Level }).Row());
    }

    public Task<Instructor?> FindAsync(DbScope db, string number) =>
        db.FirstAsync<Instructor>($"SELECT {Instructor.Columns} FROM instructor WHERE number = @number", new { number });

    /// <summary>By registry number, for pages.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Instructor> GetAsync(DbScope db, string number) =>
        await FindAsync(db, number) ?? throw Refusal.NotFound($"师资库没有编号为 {number} 的教师。");

    /// <summary>What makes an entry impossible to store, by field.</summary>
    public static IEnumerable<(string Field, string Sentence)> Problems(Instructor entry)
    {
        foreach (var (value, most, field, label) in new[] { (entry.Name, 50, nameof(entry.Name), "姓名"), (entry.Employer, 100, nameof(entry.Employer), "工作单位"), (entry.Field, 50, nameof(entry.Field), "专业领域") })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return (field, $"请填写{label}。");
            }
            else if (value.Length > most)
            {
                yield return (field, $"{label}最多 {most} 个字。");
            }
        }
        if (!InstructorWords.Education.ContainsKey(entry.Education))
        {
            yield return (nameof(entry.Education), "请选择学历。");
        }
        if (!InstructorWords.Degree.ContainsKey(entry.Degree))
        {
            yield return (nameof(entry.Degree), "请选择学位。");
        }
        if (entry.Title.Length > 50)
        {
            yield return (nameof(entry.Title), "专业技术职务最多 50 个字。");
        }
        if (entry.ExperienceYears is < 0 or > MostYears)
        {
            yield return (nameof(entry.ExperienceYears), $"工作年限应为 0 到 {MostYears} 之间的整数。");
        }
        if (entry.Standing != Standing.NotStated && string.IsNullOrWhiteSpace(entry.StandingReason))
        {
            yield return (nameof(entry.StandingReason), $"请写明认定为{entry.Standing.Label()}的理由，例如承担的项目、学科或获得的称号。");
        }
        foreach (var (value, field, label) in new[] { (entry.ExperienceNote, nameof(entry.ExperienceNote), "教学与实践经验"), (entry.StandingReason, nameof(entry.StandingReason), "理由") })
        {
            if (value.Length > 500)
            {
                yield return (field, $"{label}最多 500 个字。");
            }
        }
    }

    private const string Insert = """
        INSERT INTO instructor (number, request_key, name, employer, relation, education, education_text, degree, title, title_level, field, bio,
          experience_years, experience_note, standing, standing_reason, source_number, is_active, state)
        VALUES (@Number, @RequestKey, @Name, @Employer, @Relation, @Education, @EducationText, @Degree, @Title, @TitleLevel, @Field, @Bio,
          @ExperienceYears, @ExperienceNote, @Standing, @StandingReason, @SourceNumber, @IsActive, @State)
        """;
}
