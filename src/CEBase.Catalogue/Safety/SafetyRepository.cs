namespace CEBase.Catalogue.Safety;

/// <summary>Rows of safety checklists and safety records.</summary>
internal sealed class SafetyRepository
{
    /// <summary>The items that apply to a class taught so, in their order, with what was found.</summary>
    public Task<IReadOnlyList<SafetyItem>> ItemsAsync(DbScope db, long classId, bool isOnline) => db.QueryAsync<SafetyItem>($"""
        SELECT i.code, i.area, i.text, i.citation, c.outcome, COALESCE(c.checked_by, '') AS checked_by, c.checked_on, COALESCE(c.note, '') AS note, COALESCE(c.version, 0) AS version
        FROM safety_item i LEFT JOIN safety_check c ON c.item = i.code AND c.class_id = @classId
        WHERE {(isOnline ? "i.online" : "i.onsite")} = TRUE ORDER BY i.position
        """, new { classId });

    public Task<IReadOnlyList<SafetyRecord>> RecordsAsync(DbScope db, long classId) => db.QueryAsync<SafetyRecord>("""
        SELECT id, kind, day, person, body, detail, people, file_hash, file_name, recorded_at, recorded_by_name FROM safety_record WHERE class_id = @classId ORDER BY day DESC, id DESC
        """, new { classId });

    /// <summary>Writes what was found at an item, or takes it back.</summary>
    public Task PutAsync(DbScope db, long classId, SafetyItem item) => item.Outcome is null
        ? db.ExecuteAsync("DELETE FROM safety_check WHERE class_id = @classId AND item = @Code", new { classId, item.Code })
        : db.ExecuteAsync("""
            INSERT INTO safety_check (class_id, item, outcome, checked_by, checked_on, note, version) VALUES (@classId, @Code, @Outcome, @CheckedBy, @CheckedOn, @Note, 1)
            ON CONFLICT (class_id, item) DO UPDATE SET outcome = excluded.outcome, checked_by = excluded.checked_by, checked_on = excluded.checked_on, note = excluded.note,
              version = safety_check.version + 1
            """, new { classId, item.Code, Outcome = item.Outcome.ToString(), item.CheckedBy, item.CheckedOn, item.Note });

    public Task<long> InsertAsync(DbScope db, long classId, SafetyRecord record, string? requestKey) => db.InsertAsync("""
        INSERT INTO safety_record (class_id, kind, day, person, body, detail, people, file_hash, file_name, recorded_at, recorded_by_name, request_key)
        VALUES (@classId, @Kind, @Day, @Person, @Body, @Detail, @People, @FileHash, @FileName, @RecordedAt, @RecordedByName, @requestKey)
        """, new { classId, record.Kind, record.Day, record.Person, record.Body, record.Detail, record.People, record.FileHash, record.FileName, record.RecordedAt, record.RecordedByName, requestKey });
}
