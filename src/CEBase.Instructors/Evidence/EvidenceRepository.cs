namespace CEBase.Instructors.Evidence;

/// <summary>A paper on file: what it proves, from when and until when, as a scan or where the original lies.</summary>
internal sealed record EvidencePaper
{
    public long Id { get; init; }
    public long InstructorId { get; init; }
    public Proves Proves { get; init; }

    /// <summary>Day it was signed or issued.</summary>
    public DateOnly? DatedOn { get; init; }

    /// <summary>Last day it holds; null without end.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Where the original lies, or a remark.</summary>
    public string Place { get; init; } = "";
    public string? FileHash { get; init; }
    public string? FileName { get; init; }
    public string AddedByName { get; init; } = "";
    public DateTimeOffset AddedAt { get; init; }
}

/// <summary>Rows of papers on file.</summary>
internal sealed class EvidenceRepository
{
    public Task<IReadOnlyList<EvidencePaper>> OfAsync(DbScope db, long instructorId) => db.QueryAsync<EvidencePaper>("""
        SELECT id, instructor_id, proves, dated_on, valid_until, place, file_hash, file_name, added_by_name, added_at FROM instructor_evidence
        WHERE instructor_id = @instructorId AND withdrawn_at IS NULL ORDER BY proves, id DESC
        """, new { instructorId });

    /// <summary>What a paper of the instructor proves; null when there is none.</summary>
    public async Task<Proves?> FindAsync(DbScope db, long instructorId, long id) =>
        await db.FirstAsync<string>("SELECT proves FROM instructor_evidence WHERE id = @id AND instructor_id = @instructorId", new { id, instructorId }) is { } proves ? Enum.Parse<Proves>(proves) : null;

    /// <summary>The paper that the same form added before.</summary>
    public Task<long?> FindByKeyAsync(DbScope db, string requestKey) => db.FirstAsync<long?>("SELECT id FROM instructor_evidence WHERE request_key = @requestKey", new { requestKey });

    public Task<long> AddAsync(DbScope db, EvidencePaper paper, string? requestKey) => db.InsertAsync("""
        INSERT INTO instructor_evidence (instructor_id, proves, dated_on, valid_until, place, file_hash, file_name, added_by_name, added_at, request_key)
        VALUES (@InstructorId, @Proves, @DatedOn, @ValidUntil, @Place, @FileHash, @FileName, @AddedByName, @AddedAt, @requestKey)
        """, new
    {
        paper.InstructorId, Proves = paper.Proves.ToString(), paper.DatedOn, paper.ValidUntil, paper.Place, paper.FileHash, paper.FileName, paper.AddedByName, paper.AddedAt, requestKey,
    });

    /// <summary>False when it is off already.</summary>
    public async Task<bool> WithdrawAsync(DbScope db, long id, DateTimeOffset now) =>
        await db.ExecuteAsync("UPDATE instructor_evidence SET withdrawn_at = @now WHERE id = @id AND withdrawn_at IS NULL", new { id, now }) == 1;
}
