using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Archives;

/// <summary>What is put into an archive by hand: before freezing an upload, afterwards a supplement with a reason.</summary>
[RestsOn("BJTU:32", How = "人工归档逐件登记，封存后只能写明理由补充归档")]
internal sealed class ArchiveService(ArchiveRepository archives, ClassRepository classes, IFileStore files, Trace trace, TimeProvider clock)
{
    private const int LongestTitle = 100;

    /// <summary>Adds a file to an item and returns its number. The same bytes in the same item again are no second file: the form was sent twice.</summary>
    /// <exception cref="Refusal"><c>title_missing</c>, <c>item_unknown</c>, <c>reason_missing</c> once frozen; those of <see cref="IFileStore.SaveAsync"/>.</exception>
    public async Task<long> AddAsync(DbScope db, string classNo, string itemCode, string title, Stream content, string fileName, string? reason, ICurrentUser user)
    {
        var row = await LockAsync(db, classNo, user);
        title = title.Trim();
        Field.Check(title.Length is > 0 and <= LongestTitle, "title_missing", "Title", $"请填写材料名称，最多 {LongestTitle} 个字。");
        Field.Check(await archives.RequirementAsync(db, itemCode) is not null, "item_unknown", "Item", "请选择这份材料归入哪一项。");
        var isFrozen = await archives.FrozenAsync(db, row.Id) is not null;
        reason = reason?.Trim() ?? "";
        Field.Check(!isFrozen || reason.Length is > 0 and <= 500, "reason_missing", "Reason", "档案已经封存，补充归档请写明理由，最多 500 个字。");
        var stored = await files.SaveAsync(db, content, fileName, Permissions.ArchivesView, FileKinds.Upload, user, isSensitive: true);
        if ((await archives.FilesAsync(db, [row.Id])).FirstOrDefault(f => f.ItemCode == itemCode && f.Hash == stored.Hash) is { } known)
        {
            return known.Id;
        }
        var origin = isFrozen ? ArchiveOrigin.Supplement : ArchiveOrigin.Upload;
        var id = await archives.InsertAsync(db, row.Id, itemCode, title, stored, origin, isFrozen ? reason : "", user, clock.GetUtcNow());
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, isFrozen ? "archive_supplement" : "archive_upload")
        {
            Comment = isFrozen ? $"{title}：{reason}" : title,
            Attachments = [stored.Hash],
        }, user);
        return id;
    }

    /// <summary>Takes an upload out again, before freezing.</summary>
    /// <exception cref="Refusal"><c>archive_frozen</c>; <c>not_found</c>.</exception>
    public async Task WithdrawAsync(DbScope db, string classNo, long id, ICurrentUser user)
    {
        var row = await LockAsync(db, classNo, user);
        if (await archives.FrozenAsync(db, row.Id) is not null)
        {
            throw new Refusal("archive_frozen", "档案已经封存，不能撤下材料。") { Status = 409 };
        }
        var file = await archives.FileAsync(db, row.Id, id)
            ?? throw Refusal.NotFound("没有这份材料，可能已经撤下。");
        await db.ExecuteAsync("UPDATE archive_file SET withdrawn_at = @Now WHERE id = @id", new { id, Now = clock.GetUtcNow() });
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "archive_withdraw") { Comment = file.Title, Attachments = [file.Hash] }, user);
    }

    /// <summary>The class, held until the transaction ends so that nothing is added while it is being frozen, when this user keeps its archive.</summary>
    private Task<ClassRow> LockAsync(DbScope db, string classNo, ICurrentUser user)
    {
        const string Sentence = "只有基地工作人员和本班班主任可以整理这个班的档案。";
        user.Demand(Permissions.ArchivesManage, Sentence);
        return classes.LockAsync(db, classNo, user, Sentence);
    }
}
