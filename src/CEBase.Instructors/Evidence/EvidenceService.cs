using CEBase.Instructors.Registry;

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

/// <summary>Puts papers on an instructor's file and takes them off; what was taken off stays in the trace.</summary>
[RestsOn("NPU:13", "BJTU:17", How = "保存学历、职称等证明和教学承诺书，记有效期")]
internal sealed class EvidenceService(IFileStore files, Trace trace, TimeProvider clock)
{
    /// <summary>Adds a paper. The same request key again changes nothing.</summary>
    /// <exception cref="Refusal"><c>evidence_…</c>, and those of <see cref="IFileStore.SaveAsync"/>.</exception>
    public async Task<long> AddAsync(DbScope db, EvidencePaper paper, Stream? content, string fileName, string? requestKey, ICurrentUser user)
    {
        paper = paper with { Place = paper.Place.Trim() };
        if (content is null && paper.Place.Length == 0)
        {
            throw new Refusal("evidence_empty", "请上传扫描件，或写明纸质原件存放在哪里。") { Field = "Upload" };
        }
        if (paper.Place.Length > 200)
        {
            throw new Refusal("evidence_place", "原件存放处最多 200 个字。") { Field = nameof(paper.Place) };
        }
        if (paper.Proves == Proves.Commitment && paper.DatedOn is null)
        {
            throw new Refusal("evidence_day", "请填写承诺书的签署日期。") { Field = nameof(paper.DatedOn) };
        }
        if (paper.ValidUntil < paper.DatedOn)
        {
            throw new Refusal("evidence_until", "有效期截止日期应不早于签发日期。") { Field = nameof(paper.ValidUntil) };
        }
        if (requestKey is not null && await db.FirstAsync<long?>("SELECT id FROM instructor_evidence WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        var file = content is null ? null : await files.SaveAsync(db, content, fileName, Permissions.View, FileKinds.Evidence, user, isSensitive: true);
        var id = await db.InsertAsync("""
            INSERT INTO instructor_evidence (instructor_id, proves, dated_on, valid_until, place, file_hash, file_name, added_by_name, added_at, request_key)
            VALUES (@InstructorId, @Proves, @DatedOn, @ValidUntil, @Place, @Hash, @FileName, @DisplayName, @Now, @requestKey)
            """, new
        {
            paper.InstructorId, Proves = paper.Proves.ToString(), paper.DatedOn, paper.ValidUntil, paper.Place, file?.Hash, file?.FileName, user.DisplayName, Now = clock.GetUtcNow(), requestKey,
        });
        await trace.AppendAsync(db, new TraceEntry(InstructorService.RecordType, paper.InstructorId, "evidence_add") { Comment = paper.Proves.Label(), Attachments = file is null ? [] : [file.Hash] }, user);
        return id;
    }

    /// <summary>Takes a paper off the file; one that is off already changes nothing.</summary>
    public async Task WithdrawAsync(DbScope db, long instructorId, long id, ICurrentUser user)
    {
        var proves = await db.FirstAsync<string>("SELECT proves FROM instructor_evidence WHERE id = @id AND instructor_id = @instructorId", new { id, instructorId })
            ?? throw Refusal.NotFound("没有这份证明材料。");
        var changed = await db.ExecuteAsync("UPDATE instructor_evidence SET withdrawn_at = @Now WHERE id = @id AND withdrawn_at IS NULL", new { id, Now = clock.GetUtcNow() });
        if (changed == 1)
        {
            await trace.AppendAsync(db, new TraceEntry(InstructorService.RecordType, instructorId, "evidence_withdraw") { Comment = Enum.Parse<Proves>(proves).Label() }, user);
        }
    }

    public static Task<IReadOnlyList<EvidencePaper>> OfAsync(DbScope db, long instructorId) => db.QueryAsync<EvidencePaper>("""
        SELECT id, instructor_id, proves, dated_on, valid_until, place, file_hash, file_name, added_by_name, added_at FROM instructor_evidence
        WHERE instructor_id = @instructorId AND withdrawn_at IS NULL ORDER BY proves, id DESC
        """, new { instructorId });
}
