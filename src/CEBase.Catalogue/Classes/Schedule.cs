using CEBase.Catalogue.Classes.Rules;
using CEBase.Platform.Data;
using CEBase.Platform.Workflows;

namespace CEBase.Catalogue.Classes;

/// <summary>Who and what is booked when, over all classes but cancelled ones.</summary>
internal sealed class Schedule
{
    private const string Columns = "s.id, s.class_id, c.class_no, s.day, s.starts_at, s.ends_at, s.topic, c.venue, s.room, c.is_online, s.instructor_id";
    private const string From = $"FROM class_session s JOIN training_class c ON c.id = s.class_id WHERE c.state <> '{ClassStates.Cancelled}'";

    /// <summary>Findings about one session that is about to be written; holds instructor and room for the rest of the transaction.</summary>
    public async Task<IReadOnlyList<Finding>> ReserveAsync(DbSession session, BookedSession wanted)
    {
        foreach (var name in LockNames(wanted).Order(StringComparer.Ordinal))
        {
            await session.ExecuteAsync("INSERT INTO schedule_lock (name) VALUES (@name) ON CONFLICT (name) DO UPDATE SET name = excluded.name", new { name });
        }
        var others = await session.QueryAsync<BookedSession>($"SELECT {Columns} {From} AND s.day = @Day AND s.id <> @Id", new { wanted.Day, wanted.Id });
        return [.. ScheduleClashRule.Check(wanted, others)];
    }

    /// <summary>Findings about all sessions of a class.</summary>
    public async Task<IReadOnlyList<Finding>> ClashesOfAsync(DbSession session, long classId)
    {
        var all = await session.QueryAsync<BookedSession>($"SELECT {Columns} {From} AND s.day IN (SELECT day FROM class_session WHERE class_id = @classId)", new { classId });
        return [.. all.Where(s => s.ClassId == classId).SelectMany(own => ScheduleClashRule.Check(own, all.Where(o => o.ClassId != classId || o.Id > own.Id)))];
    }

    private static IEnumerable<string> LockNames(BookedSession s)
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
