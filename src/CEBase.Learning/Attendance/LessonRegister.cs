using CEBase.Learning.Ledger;

namespace CEBase.Learning.Attendance;

/// <summary>The register of a lesson as stored.</summary>
internal sealed record RegisterRow
{
    public long SessionId { get; init; }
    public long ClassId { get; init; }

    /// <summary>One of <see cref="LessonStates"/>.</summary>
    public string State { get; init; } = LessonStates.Open;

    /// <summary>Protected secret of the check-in codes, once shown.</summary>
    public string? CodeSecret { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public long? ConfirmedBy { get; init; }
    public string? ConfirmedByName { get; init; }
}

/// <summary>What the sheet says about a learner now.</summary>
internal sealed record Mark
{
    public long SessionId { get; init; }
    public long LearnerId { get; init; }
    public AttendanceState State { get; init; }

    /// <summary><c>staff</c>, <c>code</c> or <c>correction</c>.</summary>
    public string Way { get; init; } = "";

    /// <summary>What staff wrote beside it.</summary>
    public string Note { get; init; } = "";

    /// <summary>Counts the changes, so that two people at one sheet notice each other.</summary>
    public int Version { get; init; }
    public DateTimeOffset MarkedAt { get; init; }
    public string MarkedByName { get; init; } = "";
}

/// <summary>A mark to be set.</summary>
internal sealed record NewMark(long LearnerId, AttendanceState State, string Note = "");

/// <summary>Registers and marks in the database. Every mark leaves a line in the append-only list of changes.</summary>
internal sealed class LessonRegister(TimeProvider clock)
{
    private const string MarkColumns = "session_id, learner_id, state, way, note, version, marked_at, marked_by_name";

    public Task<RegisterRow?> FindAsync(DbScope db, long sessionId, bool forUpdate = false) => db.FirstAsync<RegisterRow>(
        $"SELECT session_id, class_id, state, code_secret, confirmed_at, confirmed_by, confirmed_by_name FROM session_register WHERE session_id = @sessionId{(forUpdate ? db.Dialect.ForUpdate : "")}",
        new { sessionId });

    /// <summary>The register, made if there is none, locked until the transaction ends.</summary>
    public async Task<RegisterRow> OpenAsync(DbScope db, long sessionId, long classId)
    {
        await db.ExecuteAsync("INSERT INTO session_register (session_id, class_id) VALUES (@sessionId, @classId) ON CONFLICT (session_id) DO NOTHING", new { sessionId, classId });
        return (await FindAsync(db, sessionId, forUpdate: true))!;
    }

    public Task<IReadOnlyList<RegisterRow>> OfClassesAsync(DbScope db, IReadOnlyCollection<long> classIds) => db.QueryAsync<RegisterRow>(
        "SELECT session_id, class_id, state, confirmed_at, confirmed_by, confirmed_by_name FROM session_register WHERE class_id IN @ids", new { ids = classIds.ToArray() });

    /// <summary>Lessons of these classes whose hours are confirmed.</summary>
    public async Task<HashSet<long>> ConfirmedAsync(DbScope db, IReadOnlyCollection<long> classIds) =>
        [.. await db.QueryAsync<long>("SELECT session_id FROM session_register WHERE class_id IN @ids AND state = @Confirmed", new { ids = classIds.ToArray(), LessonStates.Confirmed })];

    public async Task<bool> MoveAsync(DbScope db, long sessionId, string from, string to) =>
        await db.ExecuteAsync("UPDATE session_register SET state = @to WHERE session_id = @sessionId AND state = @from", new { sessionId, from, to }) == 1;

    public Task StampAsync(DbScope db, long sessionId, ICurrentUser? by) => db.ExecuteAsync(
        "UPDATE session_register SET confirmed_at = @At, confirmed_by = @By, confirmed_by_name = @Name WHERE session_id = @sessionId",
        new { sessionId, At = by is null ? (DateTimeOffset?)null : clock.GetUtcNow(), By = by?.AccountId, Name = by?.DisplayName });

    /// <summary>Stores the secret unless another has been stored in the meantime.</summary>
    public Task KeepSecretAsync(DbScope db, long sessionId, string secret) => db.ExecuteAsync(
        "UPDATE session_register SET code_secret = @secret WHERE session_id = @sessionId AND code_secret IS NULL", new { sessionId, secret });

    public Task<IReadOnlyList<Mark>> MarksAsync(DbScope db, long sessionId) =>
        db.QueryAsync<Mark>($"SELECT {MarkColumns} FROM attendance_mark WHERE session_id = @sessionId", new { sessionId });

    public Task<IReadOnlyList<Mark>> MarksOfClassAsync(DbScope db, long classId) =>
        db.QueryAsync<Mark>($"SELECT {MarkColumns} FROM attendance_mark WHERE class_id = @classId", new { classId });

    public Task<Mark?> MarkAsync(DbScope db, long sessionId, long learnerId) =>
        db.FirstAsync<Mark>($"SELECT {MarkColumns} FROM attendance_mark WHERE session_id = @sessionId AND learner_id = @learnerId", new { sessionId, learnerId });

    /// <summary>Sets marks; the caller holds the register's lock.</summary>
    public async Task SetAsync(DbScope db, long sessionId, long classId, IReadOnlyList<NewMark> marks, string way, ICurrentUser by)
    {
        var now = clock.GetUtcNow();
        var before = (await MarksAsync(db, sessionId)).ToDictionary(m => m.LearnerId, m => m.State.ToString());
        foreach (var chunk in marks.OrderBy(m => m.LearnerId).Chunk(300))
        {
            var rows = new SqlRows(9);
            var changes = new SqlRows(9);
            foreach (var mark in chunk)
            {
                rows.Add(sessionId, mark.LearnerId, classId, mark.State.ToString(), way, mark.Note, now, by.AccountId, by.DisplayName);
                changes.Add(sessionId, mark.LearnerId, before.GetValueOrDefault(mark.LearnerId), mark.State.ToString(), way, mark.Note, now, by.AccountId, by.DisplayName);
            }
            await db.ExecuteAsync($"""
                INSERT INTO attendance_mark (session_id, learner_id, class_id, state, way, note, marked_at, marked_by, marked_by_name) VALUES {rows.Sql}
                ON CONFLICT (session_id, learner_id) DO UPDATE SET state = excluded.state, way = excluded.way, note = excluded.note, marked_at = excluded.marked_at,
                  marked_by = excluded.marked_by, marked_by_name = excluded.marked_by_name, version = attendance_mark.version + 1
                """, rows.Parameters);
            await db.ExecuteAsync($"""
                INSERT INTO attendance_change (session_id, learner_id, from_state, to_state, way, note, changed_at, changed_by, changed_by_name) VALUES {changes.Sql}
                """, changes.Parameters);
        }
    }
}
