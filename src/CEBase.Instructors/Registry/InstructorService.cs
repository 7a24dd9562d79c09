using CEBase.Instructors.Titles;

namespace CEBase.Instructors.Registry;

/// <summary>Enters and changes instructors. Whether one may be scheduled is the matter of <see cref="InstructorWorkflow"/>.</summary>
[RestsOn("BJTU:18", How = "建立师资库，一人一档")]
internal sealed class InstructorService(InstructorRepository instructors, TitleHistory history, TitleRepository titles, Trace trace, TimeProvider clock)
{
    private const int MostYears = 70;

    /// <summary>Enters an instructor and returns the number given. The same request key again returns the number of the first time.</summary>
    /// <exception cref="Refusal"><c>instructor_incomplete</c>, with every problem at its field.</exception>
    public async Task<string> CreateAsync(DbScope db, Instructor instructor, string? requestKey, ICurrentUser user)
    {
        Refusals.All("instructor_incomplete", Problems(instructor));
        return (await AddAsync(db, instructor, requestKey, await titles.TableAsync(db), user)).Number;
    }

    /// <summary>Enters one under the next number with what is known; what is missing shows in the judgement. For sheets as they come.</summary>
    public async Task<Instructor> AddAsync(DbScope db, Instructor instructor, string? requestKey, ITitleTable table, ICurrentUser user)
    {
        await instructors.LockNumbersAsync(db);
        if (requestKey is not null && await instructors.FindByKeyAsync(db, requestKey) is { } before)
        {
            return before;
        }
        var entry = await instructors.AddAsync(db, instructor with { TitleLevel = table.Read(instructor.Title).Level }, requestKey);
        await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, entry.Id, "create"), user);
        return entry;
    }

    /// <summary>Changes an entry; saving what stands there already leaves no trace.</summary>
    /// <exception cref="Refusal"><c>instructor_incomplete</c>; <c>instructor_changed</c> when somebody else saved in between.</exception>
    /// <param name="db">The transaction.</param>
    /// <param name="instructor">The entry.</param>
    /// <param name="user">Who changes it.</param>
    /// <param name="titleSince">From when a changed title holds; today when not told.</param>
    public async Task UpdateAsync(DbScope db, Instructor instructor, ICurrentUser user, DateOnly? titleSince = null)
    {
        Refusals.All("instructor_incomplete", Problems(instructor));
        var before = await instructors.GetAsync(db, instructor.Number);
        await ChangeAsync(db, before, instructor with { SourceNumber = before.SourceNumber }, await titles.TableAsync(db), user, titleSince);
    }

    /// <summary>Changes an entry to what is told; true when something changed.</summary>
    public async Task<bool> ChangeAsync(DbScope db, Instructor before, Instructor told, ITitleTable table, ICurrentUser user, DateOnly? titleSince = null)
    {
        var entry = told with
        {
            Id = before.Id, Number = before.Number, IsActive = before.IsActive, State = before.State, ImproveBy = before.ImproveBy, TitleLevel = table.Read(told.Title).Level,
        };
        if (entry with { Version = before.Version } == before)
        {
            return false;
        }
        if (!await instructors.UpdateAsync(db, entry))
        {
            throw new Refusal("instructor_changed", "刚才有人改过这位教师的信息。请刷新后再改。") { Status = 409 };
        }
        if (entry.Title != before.Title)
        {
            await history.KeepAsync(db, before, titleSince ?? clock.Today());
        }
        await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, before.Id, "edit"), user);
        return true;
    }

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
}
