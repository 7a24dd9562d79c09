using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Teaching;

/// <summary>A new material as staff write it.</summary>
internal sealed record NewMaterial
{
    public string Kind { get; init; } = "notes";
    public string Title { get; init; } = "";
    public string Author { get; init; } = "";
    public string SessionTopic { get; init; } = "";
    public string Reference { get; init; } = "";

    /// <summary>For this class only, not for all of the course.</summary>
    public bool IsOfClass { get; init; }

    public DateOnly? ReviewedOn { get; init; }
    public string? RequestKey { get; init; }
}

/// <summary>Registers materials, their versions and reviews. Versions and reviews are only ever added.</summary>
[RestsOn("NPU:14", How = "讲义教材按版本登记，每次审阅留下日期、审阅人与结论")]
[RestsOn("BJTU:22", How = "更新教学内容时登记新版并写明改了什么")]
internal sealed class MaterialService(MaterialRepository materials, ClassRepository classes, IFileStore files, Trace trace, TimeProvider clock)
{
    public const string RecordType = "TeachingMaterial";

    private const FileKinds Allowed = FileKinds.Pdf | FileKinds.Document | FileKinds.Slides | FileKinds.Workbook | FileKinds.Archive | FileKinds.Image;

    /// <exception cref="Refusal">A value is missing, with its field.</exception>
    public async Task<long> AddAsync(DbScope db, string classNo, NewMaterial material, Attached? file, ICurrentUser user)
    {
        var row = await classes.LockAsync(db, classNo, user, Permissions.TeachingManage, TeachingPlanService.NotAllowed);
        if (material.RequestKey is { Length: > 0 } key && await db.FirstAsync<long?>("SELECT id FROM teaching_material WHERE request_key = @key", new { key }) is { } there)
        {
            return there;
        }
        var title = material.Title.Trim();
        Field.Check(title.Length is > 0 and <= 100, "material_title", nameof(material.Title), "请填写资料名称，最多 100 个字。");
        Field.Check(Material.Kinds.Any(k => k.Code == material.Kind), "material_kind", nameof(material.Kind), "请选择资料类型。");
        RefuseFuture(material.ReviewedOn);
        RefuseEmpty(material.Reference, file);
        var id = await materials.InsertAsync(db, row.CourseId, material.IsOfClass ? row.Id : null, material, material.ReviewedOn ?? clock.Today());
        await PutVersionAsync(db, id, 1, material.Reference, "首版", file, user);
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "material_add") { Comment = $"《{title}》" }, user);
        return id;
    }

    /// <summary>Adds a version; making it up to date is a review as well.</summary>
    public async Task AddVersionAsync(DbScope db, string classNo, long id, string reference, string changeNote, Attached? file, ICurrentUser user)
    {
        var material = await OpenAsync(db, classNo, id, user);
        if (string.IsNullOrWhiteSpace(changeNote))
        {
            throw new Refusal("material_change", "请写明这一版改了什么。") { Field = "ChangeNote" };
        }
        RefuseEmpty(reference, file);
        var number = material.CurrentNo + 1;
        await PutVersionAsync(db, id, number, reference, changeNote.Trim(), file, user);
        await db.ExecuteAsync("UPDATE teaching_material SET current_no = @number, reviewed_on = @Today WHERE id = @id", new { number, Today = clock.Today(), id });
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "material_version") { Comment = $"第 {number} 版：{changeNote.Trim()}" }, user);
    }

    /// <summary>Writes down that somebody looked at the current version and what came of it.</summary>
    public async Task ReviewAsync(DbScope db, string classNo, long id, DateOnly? day, string reviewer, string note, ICurrentUser user)
    {
        var material = await OpenAsync(db, classNo, id, user);
        RefuseFuture(day);
        var on = day ?? clock.Today();
        var by = string.IsNullOrWhiteSpace(reviewer) ? user.DisplayName : reviewer.Trim();
        await db.ExecuteAsync("""
            INSERT INTO material_review (material_id, number, reviewed_on, reviewed_by, note, recorded_at) VALUES (@id, @CurrentNo, @on, @by, @Note, @Now)
            """, new { id, material.CurrentNo, on, by, Note = note.Trim(), Now = clock.GetUtcNow() });
        await db.ExecuteAsync("UPDATE teaching_material SET reviewed_on = @on WHERE id = @id AND reviewed_on < @on", new { id, on });
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "material_review") { Comment = $"{on.InTable()} 由{by}审阅。{note.Trim()}" }, user);
    }

    /// <summary>Takes a material out of use; its versions stay.</summary>
    public async Task RetireAsync(DbScope db, string classNo, long id, ICurrentUser user)
    {
        await OpenAsync(db, classNo, id, user);
        if (await db.ExecuteAsync("UPDATE teaching_material SET is_retired = TRUE WHERE id = @id AND is_retired = FALSE", new { id }) == 1)
        {
            await trace.AppendAsync(db, new TraceEntry(RecordType, id, "material_retire"), user);
        }
    }

    private async Task<Material> OpenAsync(DbScope db, string classNo, long id, ICurrentUser user)
    {
        var row = await classes.LockAsync(db, classNo, user, Permissions.TeachingManage, TeachingPlanService.NotAllowed);
        await db.FirstAsync<long?>("SELECT id FROM teaching_material WHERE id = @id" + db.Dialect.ForUpdate, new { id });
        return await materials.FindAsync(db, id) is { } found && found.CourseId == row.CourseId && (found.ClassId is null || found.ClassId == row.Id)
            ? found
            : throw Refusal.NotFound("本班没有这份资料，请刷新后再看。");
    }

    private async Task PutVersionAsync(DbScope db, long id, int number, string reference, string changeNote, Attached? file, ICurrentUser user)
    {
        var stored = file is null ? null : await files.SaveAsync(db, file.Content, file.FileName, Permissions.View, Allowed, user);
        await materials.AddVersionAsync(db, id, number, reference, changeNote, stored, clock.GetUtcNow(), user.DisplayName);
    }

    private void RefuseFuture(DateOnly? day) => Field.Check(day is null || day <= clock.Today(), "review_future", "ReviewedOn", "审阅日期不能晚于今天。");

    private static void RefuseEmpty(string reference, Attached? file) =>
        Field.Check(file is not null || !string.IsNullOrWhiteSpace(reference), "material_empty", "Reference", "请上传文件，或写明出版社、书号、存放处等出处。");
}
