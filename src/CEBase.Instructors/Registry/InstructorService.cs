using CEBase.Instructors.Titles;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Instructors.Registry;

/// <summary>Enters and changes instructors.</summary>
internal sealed class InstructorService(Trace trace)
{
    public const string RecordType = "Instructor";

    /// <summary>Enters an instructor and returns the number given. The same request key again returns the number of the first time.</summary>
    public async Task<string> CreateAsync(DbSession session, Instructor instructor, string? requestKey, ICurrentUser user)
    {
        // Locks the counter, so that the look for the request key sees what a request pressed twice has written.
        await session.ExecuteAsync("INSERT INTO instructor_counter (id, last) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET last = instructor_counter.last");
        if (requestKey is not null && await session.FirstAsync<string>("SELECT number FROM instructor WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        var last = await session.ScalarAsync<int>("UPDATE instructor_counter SET last = last + 1 WHERE id = 1 RETURNING last");
        var entry = await CompleteAsync(session, instructor with { Number = $"T{last:000}" });
        var id = await InsertAsync(session, entry, requestKey);
        await trace.AppendAsync(session, new TraceEntry(RecordType, id, "create"), user);
        return entry.Number;
    }

    /// <summary>Changes an entry; saving what stands there already leaves no trace.</summary>
    public async Task UpdateAsync(DbSession session, Instructor instructor, ICurrentUser user)
    {
        var before = await FindAsync(session, instructor.Number) ?? throw Refusal.NotFound($"师资库没有编号为 {instructor.Number} 的教师。");
        var entry = await CompleteAsync(session, instructor with { Id = before.Id });
        if (entry == before)
        {
            return;
        }
        await session.ExecuteAsync("""
            UPDATE instructor SET name = @Name, employer = @Employer, relation = @Relation, education = @Education, degree = @Degree,
              title = @Title, title_level = @TitleLevel, field = @Field, bio = @Bio, is_active = @IsActive WHERE id = @Id
            """, Row(entry, null));
        await trace.AppendAsync(session, new TraceEntry(RecordType, before.Id, before.IsActive == entry.IsActive ? "edit" : entry.IsActive ? "resume" : "suspend"), user);
    }

    /// <summary>Enters one under a number of its own, for recipes; does nothing when the number is there.</summary>
    public async Task ImportAsync(DbSession session, Instructor instructor, TitleTable titles)
    {
        var number = int.Parse(instructor.Number.AsSpan(1));
        await session.ExecuteAsync("""
            INSERT INTO instructor_counter (id, last) VALUES (1, @number)
            ON CONFLICT (id) DO UPDATE SET last = CASE WHEN instructor_counter.last < @number THEN @number ELSE instructor_counter.last END
            """, new { number });
        await session.ExecuteAsync(Insert + " ON CONFLICT (number) DO NOTHING", Row(instructor with { TitleLevel = titles.Read(instructor.Title).Level }, null));
    }

    public Task<Instructor?> FindAsync(DbSession session, string number) => session.FirstAsync<Instructor>("""
        SELECT id, number, name, employer, relation, education, degree, title, title_level, field, bio, is_active FROM instructor WHERE number = @number
        """, new { number });

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
    }

    private static async Task<Instructor> CompleteAsync(DbSession session, Instructor entry)
    {
        foreach (var (field, sentence) in Problems(entry))
        {
            throw new Refusal("instructor_incomplete", sentence) { Field = field };
        }
        return entry with { TitleLevel = (await TitlesStep.ReadTableAsync(session)).Read(entry.Title).Level };
    }

    private const string Insert = """
        INSERT INTO instructor (number, request_key, name, employer, relation, education, degree, title, title_level, field, bio, is_active)
        VALUES (@Number, @RequestKey, @Name, @Employer, @Relation, @Education, @Degree, @Title, @TitleLevel, @Field, @Bio, @IsActive)
        """;

    private static Task<long> InsertAsync(DbSession session, Instructor entry, string? requestKey) => session.InsertAsync(Insert, Row(entry, requestKey));

    private static object Row(Instructor i, string? requestKey) => new
    {
        i.Id,
        i.Number,
        RequestKey = requestKey,
        i.Name,
        i.Employer,
        Relation = i.Relation.ToString(),
        i.Education,
        i.Degree,
        i.Title,
        TitleLevel = i.TitleLevel.ToString(),
        i.Field,
        i.Bio,
        i.IsActive,
    };
}
