using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes;

/// <summary>Who and what is booked when, over all classes but cancelled ones.</summary>
internal sealed class Schedule(IEnumerable<ILearnerClashes> learners)
{
    private const string Columns = "s.id, s.class_id, c.class_no, c.name AS class_name, s.day, s.starts_at, s.ends_at, s.topic, c.venue, s.room, c.is_online, s.instructor_id";
    private const string From = $"FROM class_session s JOIN training_class c ON c.id = s.class_id WHERE c.state <> '{ClassStates.Cancelled}'";

    /// <summary>Findings about one session that is about to be written; holds instructor and room for the rest of the transaction.</summary>
    public async Task<IReadOnlyList<Finding>> ReserveAsync(DbScope db, BookedLesson wanted)
    {
        foreach (var name in LockNames(wanted).Order(StringComparer.Ordinal))
        {
            await db.ExecuteAsync("INSERT INTO schedule_lock (name) VALUES (@name) ON CONFLICT (name) DO UPDATE SET name = excluded.name", new { name });
        }
        var others = await db.QueryAsync<BookedLesson>($"SELECT {Columns} {From} AND s.day = @Day AND s.id <> @Id", new { wanted.Day, wanted.Id });
        return [.. ScheduleClashRule.Check(wanted, others)];
    }

    /// <summary>Findings about all sessions of a class.</summary>
    public async Task<IReadOnlyList<Finding>> ClashesOfAsync(DbScope db, long classId)
    {
        var all = await db.QueryAsync<BookedLesson>($"SELECT {Columns} {From} AND s.day IN (SELECT day FROM class_session WHERE class_id = @classId)", new { classId });
        return [.. all.Where(s => s.ClassId == classId).SelectMany(own => ScheduleClashRule.Check(own, all.Where(o => o.ClassId != classId || o.Id > own.Id)))];
    }

    /// <summary>Findings about learners of a class who sit in another one at the same time.</summary>
    public async Task<IReadOnlyList<Finding>> LearnerClashesOfAsync(DbScope db, long classId)
    {
        var all = await db.QueryAsync<BookedLesson>($"SELECT {Columns} {From} AND s.day IN (SELECT day FROM class_session WHERE class_id = @classId)", new { classId });
        var own = all.Where(s => s.ClassId == classId).ToList();
        var others = all.Where(o => own.Any(s => LearnerClashRule.Meets(s, o))).ToList();
        var shared = await SharedAsync(db, [.. others.Select(o => o.ClassId).Append(classId).Distinct()]);
        return [.. LearnerClashRule.Check(own, others, shared.Where(s => s.ClassId == classId || s.OtherClassId == classId).ToLookup(s => s.ClassId == classId ? s.OtherClassId : s.ClassId, s => s.Name))];
    }

    /// <summary>Every session from one day to another, in order of time.</summary>
    public Task<IReadOnlyList<BookedLesson>> BetweenAsync(DbScope db, DateOnly from, DateOnly until) =>
        db.QueryAsync<BookedLesson>($"SELECT {Columns} {From} AND s.day >= @from AND s.day <= @until ORDER BY s.day, s.starts_at, c.class_no", new { from, until });

    /// <summary>Learners whom two of these classes share; none where no module counts them.</summary>
    public async Task<IReadOnlyList<SharedLearner>> SharedAsync(DbScope db, IReadOnlyCollection<long> classIds) =>
        classIds.Count > 1 && learners.FirstOrDefault() is { } source ? await source.SharedAsync(db, classIds) : [];

    private static IEnumerable<string> LockNames(BookedLesson s)
    {
        if (s.InstructorId is { } instructor)
        {
            yield return $"instructor {instructor} {s.Day:yyyy-MM-dd}";
        }
        if (!s.IsOnline && s.Room.Length > 0)
        {
            yield return $"room {s.Venue} {s.Room} {s.Day:yyyy-MM-dd}";
        }
    }
}
