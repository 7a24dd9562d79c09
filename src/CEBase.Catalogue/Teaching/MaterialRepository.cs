namespace CEBase.Catalogue.Teaching;

/// <summary>Rows of materials, their versions and reviews; versions and reviews are only ever added.</summary>
internal sealed class MaterialRepository
{
    public const string Select = """
        SELECT m.id, m.course_id, m.class_id, m.session_topic, m.kind, m.title, m.author, m.current_no, m.reviewed_on, m.is_retired,
          v.reference, v.file_hash, v.file_name, k.code AS course_code, k.name AS course_name, c.class_no
        FROM teaching_material m JOIN material_version v ON v.material_id = m.id AND v.number = m.current_no JOIN course k ON k.id = m.course_id
          LEFT JOIN training_class c ON c.id = m.class_id
        """;

    public Task<Material?> FindAsync(DbScope db, long id) => db.FirstAsync<Material>($"{Select} WHERE m.id = @id", new { id });

    /// <summary>What a class uses: its course's and its own, not the retired.</summary>
    public Task<IReadOnlyList<Material>> OfClassAsync(DbScope db, long courseId, long classId) => db.QueryAsync<Material>(
        $"{Select} WHERE m.course_id = @courseId AND (m.class_id IS NULL OR m.class_id = @classId) AND m.is_retired = FALSE ORDER BY m.session_topic, m.title, m.id", new { courseId, classId });

    public Task<IReadOnlyList<MaterialVersion>> VersionsAsync(DbScope db, IReadOnlyCollection<long> ids) => db.QueryAsync<MaterialVersion>("""
        SELECT material_id, number, reference, change_note, file_hash, file_name, added_at, added_by_name FROM material_version WHERE material_id IN @ids ORDER BY material_id, number DESC
        """, new { ids });

    public Task<IReadOnlyList<MaterialReview>> ReviewsAsync(DbScope db, IReadOnlyCollection<long> ids) => db.QueryAsync<MaterialReview>(
        "SELECT material_id, number, reviewed_on, reviewed_by, note FROM material_review WHERE material_id IN @ids ORDER BY material_id, id DESC", new { ids });

    public Task<long> InsertAsync(DbScope db, long courseId, long? classId, NewMaterial material, DateOnly reviewedOn) => db.InsertAsync("""
        INSERT INTO teaching_material (course_id, class_id, session_topic, kind, title, author, current_no, reviewed_on, is_retired, request_key)
        VALUES (@courseId, @classId, @Topic, @Kind, @Title, @Author, 1, @reviewedOn, FALSE, @RequestKey)
        """, new
    {
        courseId, classId, Topic = material.SessionTopic.Trim(), material.Kind, Title = material.Title.Trim(), Author = material.Author.Trim(), reviewedOn,
        RequestKey = string.IsNullOrEmpty(material.RequestKey) ? null : material.RequestKey,
    });

    public Task AddVersionAsync(DbScope db, long id, int number, string reference, string changeNote, StoredFile? file, DateTimeOffset now, string addedBy) => db.ExecuteAsync("""
        INSERT INTO material_version (material_id, number, reference, change_note, file_hash, file_name, added_at, added_by_name)
        VALUES (@id, @number, @Reference, @changeNote, @Hash, @FileName, @now, @addedBy)
        """, new { id, number, Reference = reference.Trim(), changeNote, file?.Hash, FileName = file?.FileName ?? "", now, addedBy });
}
