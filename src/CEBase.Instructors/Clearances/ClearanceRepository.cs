namespace CEBase.Instructors.Clearances;

/// <summary>Rows of clearances.</summary>
internal sealed class ClearanceRepository
{
    private const string Select = """
        SELECT id, instructor_id, kind, grounds, reviewed_by, holds_from, holds_until, file_hash, file_name, state, requested_by, requested_by_name, requested_at, decided_by_name, decided_at
        FROM instructor_clearance
        """;

    public Task<Clearance?> FindAsync(DbScope db, long id) => db.FirstAsync<Clearance>($"{Select} WHERE id = @id", new { id });

    public Task<IReadOnlyList<Clearance>> OfAsync(DbScope db, long instructorId) => db.QueryAsync<Clearance>($"{Select} WHERE instructor_id = @instructorId ORDER BY id DESC", new { instructorId });

    /// <summary>Number of the clearance that the same form made before.</summary>
    public Task<long?> FindByKeyAsync(DbScope db, string requestKey) => db.FirstAsync<long?>("SELECT id FROM instructor_clearance WHERE request_key = @requestKey", new { requestKey });

    public Task<long> AddAsync(DbScope db, Clearance clearance, StoredFile? file, string? requestKey, ICurrentUser user, DateTimeOffset now) => db.InsertAsync("""
        INSERT INTO instructor_clearance (instructor_id, kind, grounds, reviewed_by, holds_from, holds_until, file_hash, file_name, state, requested_by, requested_by_name, requested_at, request_key)
        VALUES (@InstructorId, @Kind, @Grounds, @ReviewedBy, @HoldsFrom, @HoldsUntil, @Hash, @FileName, 'draft', @AccountId, @DisplayName, @now, @requestKey)
        """, new
    {
        clearance.InstructorId, Kind = clearance.Kind.ToString(), clearance.Grounds, clearance.ReviewedBy, clearance.HoldsFrom, clearance.HoldsUntil, file?.Hash, file?.FileName,
        user.AccountId, user.DisplayName, now, requestKey,
    });

    /// <summary>Keeps who decided.</summary>
    public Task DecideAsync(DbScope db, long id, ICurrentUser user, DateTimeOffset now) => db.ExecuteAsync(
        "UPDATE instructor_clearance SET decided_by_name = @DisplayName, decided_at = @now WHERE id = @id", new { id, user.DisplayName, now });
}
