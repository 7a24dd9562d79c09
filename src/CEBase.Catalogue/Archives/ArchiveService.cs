using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Archives;

/// <summary>What is put into an archive by hand: before freezing an upload, afterwards a supplement with a reason.</summary>
[RestsOn("BJTU:32", How = "人工归档逐件登记，封存后只能写明理由补充归档")]
internal sealed class ArchiveService(IFileStore files, Trace trace, TimeProvider clock)
{
    private const int LongestTitle = 100;

    /// <summary>Adds a file to an item and returns its number. The same bytes in the same item again are no second file: the form was sent twice.</summary>
    /// <exception cref="Refusal"><c>title_missing</c>, <c>item_unknown</c>, <c>reason_missing</c> once frozen; those of <see cref="IFileStore.SaveAsync"/>.</exception>
    public async Task<long> AddAsync(DbScope db, string classNo, string itemCode, string title, Stream content, string fileName, string? reason, ICurrentUser user)
    {
        var row = await LockAsync(db, classNo, user);
        title = title.Trim();
        if (title.Length is 0 or > LongestTitle)
        {
            throw new Refusal("title_missing", $"请填写材料名称，最多 {LongestTitle} 个字。") { Field = "Title" };
        }
        if (await ArchiveCatalogue.FindAsync(db, itemCode) is null)
        {
            throw new Refusal("item_unknown", "请选择这份材料归入哪一项。") { Field = "Item" };
        }
        var isFrozen = await IsFrozenAsync(db, row.Id);
        reason = reason?.Trim() ?? "";
        if (isFrozen && reason.Length is 0 or > 500)
        {
            throw new Refusal("reason_missing", "档案已经封存，补充归档请写明理由，最多 500 个字。") { Field = "Reason" };
        }
        var stored = await files.SaveAsync(db, content, fileName, Permissions.ArchivesView, FileKinds.Upload, user, isSensitive: true);
        var there = await db.ScalarAsync<long?>("SELECT id FROM archive_file WHERE class_id = @Id AND item_code = @itemCode AND hash = @Hash AND withdrawn_at IS NULL",
            new { row.Id, itemCode, stored.Hash });
        if (there is { } known)
        {
            return known;
        }
        var origin = isFrozen ? ArchiveOrigin.Supplement : ArchiveOrigin.Upload;
        var id = await InsertAsync(db, row.Id, itemCode, title, stored, origin, isFrozen ? reason : "", user, clock.GetUtcNow());
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
        if (await IsFrozenAsync(db, row.Id))
        {
            throw new Refusal("archive_frozen", "档案已经封存，不能撤下材料。") { Status = 409 };
        }
        var file = await db.FirstAsync<ArchiveFile>($"SELECT {ArchiveFile.Columns} FROM archive_file WHERE id = @id AND class_id = @ClassId AND withdrawn_at IS NULL", new { id, ClassId = row.Id })
            ?? throw Refusal.NotFound("没有这份材料，可能已经撤下。");
        await db.ExecuteAsync("UPDATE archive_file SET withdrawn_at = @Now WHERE id = @id", new { id, Now = clock.GetUtcNow() });
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "archive_withdraw") { Comment = file.Title, Attachments = [file.Hash] }, user);
    }

    public static async Task<bool> IsFrozenAsync(DbScope db, long classId) =>
        await db.ScalarAsync<long>("SELECT count(*) FROM class_archive WHERE class_id = @classId", new { classId }) > 0;

    public static Task<long> InsertAsync(DbScope db, long classId, string itemCode, string title, StoredFile stored, ArchiveOrigin origin, string reason, ICurrentUser user, DateTimeOffset now) =>
        db.InsertAsync("""
            INSERT INTO archive_file (class_id, item_code, title, file_name, hash, size, origin, reason, added_at, added_by, added_by_name)
            VALUES (@classId, @itemCode, @title, @FileName, @Hash, @Size, @Origin, @reason, @now, @AccountId, @DisplayName)
            """, new { classId, itemCode, title, stored.FileName, stored.Hash, stored.Size, Origin = origin.ToString(), reason, now, user.AccountId, user.DisplayName });

    /// <summary>The class, held until the transaction ends so that nothing is added while it is being frozen, when this user keeps its archive.</summary>
    private static async Task<ClassRow> LockAsync(DbScope db, string classNo, ICurrentUser user)
    {
        await db.FirstAsync<long?>("SELECT id FROM training_class WHERE class_no = @classNo" + db.Dialect.ForUpdate, new { classNo });
        var row = await ClassRow.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为 {classNo} 的培训班。");
        return ArchiveAccess.MayKeep(row.AdviserId, user)
            ? row
            : throw new Refusal("not_yours", "只有基地工作人员和本班班主任可以整理这个班的档案。") { Status = 403 };
    }
}

/// <summary>Who keeps which archive: an adviser the own classes', staff who manage all classes every one.</summary>
internal static class ArchiveAccess
{
    public static bool MayKeep(long? adviserId, ICurrentUser user) => user.Has(Permissions.ArchivesManage) && ClassAccess.MayManage(adviserId, user);
}
