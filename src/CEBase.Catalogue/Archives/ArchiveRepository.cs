namespace CEBase.Catalogue.Archives;

/// <summary>Rows of archives: what they ask for, their files, their freezing and the looks at them.</summary>
internal sealed class ArchiveRepository
{
    private const string SelectFile = "SELECT id, class_id, item_code, title, file_name, hash, size, origin, reason, added_at, added_by_name FROM archive_file";
    private const string SelectFrozen = "SELECT class_id, frozen_at, frozen_by_name, manifest_hash, files FROM class_archive";

    public Task<IReadOnlyList<ArchiveSection>> SectionsAsync(DbScope db) => db.QueryAsync<ArchiveSection>("SELECT code, title, position FROM archive_section ORDER BY position");

    public Task<IReadOnlyList<ArchiveRequirement>> RequirementsAsync(DbScope db) => db.QueryAsync<ArchiveRequirement>("""
        SELECT r.code, r.section, r.title, r.conditions, r.responsible, r.due_kind, r.due_days, r.is_required, r.citation, r.hint, r.position
        FROM archive_requirement r JOIN archive_section s ON s.code = r.section ORDER BY s.position, r.position
        """);

    public async Task<ArchiveRequirement?> RequirementAsync(DbScope db, string code) => (await RequirementsAsync(db)).FirstOrDefault(r => r.Code == code);

    public Task<FrozenArchive?> FrozenAsync(DbScope db, long classId) => db.FirstAsync<FrozenArchive>($"{SelectFrozen} WHERE class_id = @classId", new { classId });

    public Task<IReadOnlyList<FrozenArchive>> FrozenAsync(DbScope db, IReadOnlyCollection<long> classIds) => db.QueryAsync<FrozenArchive>($"{SelectFrozen} WHERE class_id IN @classIds", new { classIds });

    public Task<IReadOnlyList<long>> FrozenIdsAsync(DbScope db) => db.QueryAsync<long>("SELECT class_id FROM class_archive ORDER BY class_id");

    /// <summary>Files of archives that were not taken out again.</summary>
    public Task<IReadOnlyList<ArchiveFile>> FilesAsync(DbScope db, IReadOnlyCollection<long> classIds) =>
        db.QueryAsync<ArchiveFile>($"{SelectFile} WHERE class_id IN @classIds AND withdrawn_at IS NULL ORDER BY id", new { classIds });

    public Task<ArchiveFile?> FileAsync(DbScope db, long classId, long id) =>
        db.FirstAsync<ArchiveFile>($"{SelectFile} WHERE id = @id AND class_id = @classId AND withdrawn_at IS NULL", new { id, classId });

    public Task<long> InsertAsync(DbScope db, long classId, string itemCode, string title, StoredFile stored, ArchiveOrigin origin, string reason, ICurrentUser user, DateTimeOffset now) => db.InsertAsync("""
        INSERT INTO archive_file (class_id, item_code, title, file_name, hash, size, origin, reason, added_at, added_by, added_by_name)
        VALUES (@classId, @itemCode, @title, @FileName, @Hash, @Size, @Origin, @reason, @now, @AccountId, @DisplayName)
        """, new { classId, itemCode, title, stored.FileName, stored.Hash, stored.Size, Origin = origin.ToString(), reason, now, user.AccountId, user.DisplayName });

    public async Task<ArchiveCheckRow?> LastCheckAsync(DbScope db, long classId) => (await LastChecksAsync(db, [classId])).GetValueOrDefault(classId);

    public async Task<IReadOnlyDictionary<long, ArchiveCheckRow>> LastChecksAsync(DbScope db, IReadOnlyCollection<long> classIds) => (await db.QueryAsync<ArchiveCheckRow>("""
        SELECT c.class_id, c.checked_at, c.checked_by_name, c.files, c.changed, c.missing, c.untracked, c.details FROM archive_check c
        WHERE c.class_id IN @classIds AND c.id = (SELECT max(l.id) FROM archive_check l WHERE l.class_id = c.class_id)
        """, new { classIds })).ToDictionary(c => c.ClassId);

    public Task InsertAsync(DbScope db, ArchiveCheckRow row) => db.ExecuteAsync("""
        INSERT INTO archive_check (class_id, checked_at, checked_by_name, files, changed, missing, untracked, details)
        VALUES (@ClassId, @CheckedAt, @CheckedByName, @Files, @Changed, @Missing, @Untracked, @Details)
        """, new { row.ClassId, row.CheckedAt, row.CheckedByName, row.Files, row.Changed, row.Missing, row.Untracked, row.Details });
}
