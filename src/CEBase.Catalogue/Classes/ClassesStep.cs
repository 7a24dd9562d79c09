using CEBase.Catalogue.Courses;

namespace CEBase.Catalogue.Classes;

/// <summary>
/// Recipe step <c>classes</c>: sample classes in every state, with dates counted from today, so that the site is alive whenever it is started.
/// Numbers are the current year's and stay the same; a class whose number is there is left alone.
/// </summary>
internal sealed class ClassesStep(ClassRepository classes, CourseRepository courseRows, IProjectDirectory projects, IInstructorRegistry registry, IAccounts accounts, Trace trace, TimeProvider clock) : IRecipeStep
{
    public string Name => "classes";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var today = clock.Today();
        var lines = context.ReadFile<SampleClass[]>(step);
        var courses = (await courseRows.AllAsync(db)).ToDictionary(c => c.Code);
        var instructors = (await registry.FindByNumbersAsync(db, [.. lines.SelectMany(l => l.Instructors).Distinct()])).ToDictionary(i => i.Number);
        var adviser = step.TryGetProperty("adviser", out var login) ? await accounts.FindByLoginAsync(db, login.GetString()!) : null;
        foreach (var line in lines)
        {
            var classNo = $"{today.Year}-{line.No}";
            if (await classes.FindAsync(db, classNo) is not null)
            {
                continue;
            }
            var course = courses.GetValueOrDefault(line.Course) ?? throw new RecipeException($"培训班 {line.No} 的 course：没有编号为 {line.Course} 的课程。");
            var details = line.Details(today, course.Id, course.Outline, course.Materials) with { AdviserId = line.HasAdviser ? adviser?.Id : null };
            if (ClassChecks.Problems(details).FirstOrDefault() is { } problem)
            {
                throw new RecipeException($"培训班 {line.No} 的 {problem.Field}：{problem.Message}");
            }
            var project = await projects.FindAsync(db, $"P{today.Year}-{line.Project ?? line.No}");
            var id = await classes.InsertAsync(db, classNo, line.State, course.Subject, details with { ProjectId = project?.Id }, project?.ApprovalNo, clock.GetUtcNow());
            await InsertPartsAsync(db, line, id, details, instructors);
            await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, id, "recipe") { To = line.State }, SystemUser.Instance);
            await db.RaiseAsync(new ClassSeatsChanged(id, details.Capacity));
        }
        await db.ExecuteAsync("""
            INSERT INTO class_counter (year, last) VALUES (@Year, @last)
            ON CONFLICT (year) DO UPDATE SET last = CASE WHEN class_counter.last < @last THEN @last ELSE class_counter.last END
            """, new { today.Year, last = lines.Max(l => int.Parse(l.No)) });
    }

    private static async Task InsertPartsAsync(DbScope db, SampleClass line, long id, ClassDetails details, Dictionary<string, InstructorCard> instructors)
    {
        await db.ExecuteAsync("INSERT INTO seat_quota (class_id, label, employer, seats) VALUES (@Id, @Label, @Employer, @Seats)",
            line.Quotas.Select(q => new { Id = id, q.Label, q.Employer, q.Seats }));
        await db.ExecuteAsync("""
            INSERT INTO class_session (class_id, day, starts_at, ends_at, hours, topic, room, instructor_id)
            VALUES (@ClassId, @Day, @StartsAt, @EndsAt, @Hours, @Topic, @Room, @InstructorId)
            """, line.Sessions(id, details.StartsOn, number => instructors.GetValueOrDefault(number)?.Id
                ?? throw new RecipeException($"培训班 {line.No} 的 instructors：师资库没有 {number}。")));
    }
}
