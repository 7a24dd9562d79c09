namespace CEBase.Instructors.Evidence;

/// <summary>Puts papers on an instructor's file and takes them off; what was taken off stays in the trace.</summary>
[RestsOn("NPU:13", "BJTU:17", How = "保存学历、职称等证明和教学承诺书，记有效期")]
internal sealed class EvidenceService(EvidenceRepository evidence, IFileStore files, Trace trace, TimeProvider clock)
{
    /// <summary>Adds a paper. The same request key again changes nothing.</summary>
    /// <exception cref="Refusal"><c>evidence_…</c>, and those of <see cref="IFileStore.SaveAsync"/>.</exception>
    public async Task<long> AddAsync(DbScope db, EvidencePaper paper, Stream? content, string fileName, string? requestKey, ICurrentUser user)
    {
        paper = paper with { Place = Field.Length(paper.Place, nameof(paper.Place), "原件存放处", 200) };
        Field.Check(content is not null || paper.Place.Length > 0, "evidence_empty", "Upload", "请上传扫描件，或写明纸质原件存放在哪里。");
        Field.Check(paper.Proves != Proves.Commitment || paper.DatedOn is not null, "evidence_day", nameof(paper.DatedOn), "请填写承诺书的签署日期。");
        Field.Check(!(paper.ValidUntil < paper.DatedOn), "day_order", nameof(paper.ValidUntil), "有效期截止日期应不早于签发日期。");
        if (requestKey is not null && await evidence.FindByKeyAsync(db, requestKey) is { } before)
        {
            return before;
        }
        var file = content is null ? null : await files.SaveAsync(db, content, fileName, Permissions.View, FileKinds.Evidence, user, isSensitive: true);
        var id = await evidence.AddAsync(db, paper with { FileHash = file?.Hash, FileName = file?.FileName, AddedByName = user.DisplayName, AddedAt = clock.GetUtcNow() }, requestKey);
        await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, paper.InstructorId, "evidence_add") { Comment = paper.Proves.Label(), Attachments = file is null ? [] : [file.Hash] }, user);
        return id;
    }

    /// <summary>Takes a paper off the file; one that is off already changes nothing.</summary>
    public async Task WithdrawAsync(DbScope db, long instructorId, long id, ICurrentUser user)
    {
        var proves = await evidence.FindAsync(db, instructorId, id) ?? throw Refusal.NotFound("没有这份证明材料。");
        if (await evidence.WithdrawAsync(db, id, clock.GetUtcNow()))
        {
            await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, instructorId, "evidence_withdraw") { Comment = proves.Label() }, user);
        }
    }
}
