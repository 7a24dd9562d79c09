namespace CEBase.Catalogue.Courses;

/// <summary>Makes and changes courses.</summary>
internal sealed class CourseService(Trace trace)
{
    public const string RecordType = "Course";
    private const string Columns = "id, code, name, subject, tags, field, objectives, outline, hours, materials, is_active";

    private const string Insert = """
        INSERT INTO course (code, name, subject, tags, field, objectives, outline, hours, materials, is_active)
        VALUES (@Code, @Name, @Subject, @Tags, @Field, @Objectives, @Outline, @Hours, @Materials, @IsActive)
        """;

    public static Task<Course?> FindAsync(DbScope db, string code) => db.FirstAsync<Course>($"SELECT {Columns} FROM course WHERE code = @code", new { code });

    public static Task<Course?> FindAsync(DbScope db, long id) => db.FirstAsync<Course>($"SELECT {Columns} FROM course WHERE id = @id", new { id });

    /// <summary>Makes a course. The very same course under the same code again is no error: the form was sent twice.</summary>
    public async Task CreateAsync(DbScope db, Course course, ICurrentUser user)
    {
        course = Checked(course);
        if (await FindAsync(db, course.Code) is { } there)
        {
            if (there == course with { Id = there.Id })
            {
                return;
            }
            throw new Refusal("course_code_taken", $"课程编号 {course.Code} 已经用在“{there.Name}”上，请换一个。") { Field = nameof(Course.Code), Status = 409 };
        }
        var id = await db.InsertAsync(Insert, Row(course));
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "create"), user);
    }

    /// <summary>Changes a course; its code stays. Classes that run it keep the subject kind they were made with.</summary>
    public async Task UpdateAsync(DbScope db, Course course, ICurrentUser user)
    {
        var before = await FindAsync(db, course.Code) ?? throw Refusal.NotFound($"没有编号为 {course.Code} 的课程。");
        course = Checked(course) with { Id = before.Id };
        if (course == before)
        {
            return;
        }
        await db.ExecuteAsync("""
            UPDATE course SET name = @Name, subject = @Subject, tags = @Tags, field = @Field, objectives = @Objectives, outline = @Outline,
              hours = @Hours, materials = @Materials, is_active = @IsActive WHERE id = @Id
            """, Row(course));
        await trace.AppendAsync(db, new TraceEntry(RecordType, before.Id, "edit"), user);
    }

    /// <summary>Enters a course for a recipe; one whose code is there is left alone.</summary>
    public static Task ImportAsync(DbScope db, Course course) => db.ExecuteAsync(Insert + " ON CONFLICT (code) DO NOTHING", Row(Checked(course)));

    /// <summary>What makes a course impossible to store.</summary>
    public static IEnumerable<Classes.FieldProblem> Problems(Course c)
    {
        if (c.Code.Trim().Length is < 2 or > 20 || !c.Code.Trim().All(ch => char.IsAsciiLetterOrDigit(ch) || ch == '-'))
        {
            yield return new(nameof(c.Code), "code_form", "课程编号为 2 到 20 个字母、数字或连字符，例如 ZY-201。");
        }
        if (string.IsNullOrWhiteSpace(c.Name) || c.Name.Length > 100)
        {
            yield return new(nameof(c.Name), "required", "请填写课程名称，最多 100 个字。");
        }
        if (string.IsNullOrWhiteSpace(c.Field))
        {
            yield return new(nameof(c.Field), "required", "请填写专业领域。");
        }
        if (string.IsNullOrWhiteSpace(c.Objectives))
        {
            yield return new(nameof(c.Objectives), "required", "请填写教学目标。");
        }
        if (c.Hours <= StudyHours.Zero || c.Hours.Hours > 1000)
        {
            yield return new(nameof(c.Hours), "hours_range", "学时应大于 0，最多 1000。");
        }
        var unknown = c.Tags.Split(',', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(t => ClassWords.Tags.All(w => w.Code != t));
        if (unknown is not null)
        {
            yield return new(nameof(c.Tags), "tag_unknown", $"没有名为“{unknown}”的内容类型。");
        }
    }

    private static Course Checked(Course course) => Problems(course).FirstOrDefault() is { } problem
        ? throw new Refusal(problem.Code, problem.Sentence) { Field = problem.Field }
        : course with { Code = course.Code.Trim().ToUpperInvariant(), Name = course.Name.Trim(), Field = course.Field.Trim() };

    private static object Row(Course c) => new
    {
        c.Id, c.Code, c.Name, Subject = c.Subject.ToString(), c.Tags, c.Field, c.Objectives, c.Outline, c.Hours, c.Materials, c.IsActive,
    };
}
