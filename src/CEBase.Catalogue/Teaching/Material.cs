namespace CEBase.Catalogue.Teaching;

/// <summary>Textbook, lecture notes or the like of a course, in its current version.</summary>
internal sealed record Material
{
    /// <summary>Kinds with their words.</summary>
    public static IReadOnlyList<CodeWord> Kinds { get; } =
        [new("notes", "讲义"), new("slides", "课件"), new("textbook", "教材"), new("reading", "阅读材料"), new("exercise", "练习与案例")];

    private const string Select = """
        SELECT m.id, m.course_id, m.class_id, m.session_topic, m.kind, m.title, m.author, m.current_no, m.reviewed_on, m.is_retired,
          v.reference, v.file_hash, v.file_name, k.code AS course_code, k.name AS course_name, c.class_no
        FROM teaching_material m JOIN material_version v ON v.material_id = m.id AND v.number = m.current_no JOIN course k ON k.id = m.course_id
          LEFT JOIN training_class c ON c.id = m.class_id
        """;

    public long Id { get; init; }
    public long CourseId { get; init; }

    /// <summary>The class it is for; null is every class of the course.</summary>
    public long? ClassId { get; init; }

    /// <summary>Topic of the session it belongs to; empty is the whole course.</summary>
    public string SessionTopic { get; init; } = "";

    public string Kind { get; init; } = "";
    public string Title { get; init; } = "";
    public string Author { get; init; } = "";
    public int CurrentNo { get; init; }

    /// <summary>Day of the last look at whether it is up to date (NPU 14).</summary>
    public DateOnly ReviewedOn { get; init; }

    public bool IsRetired { get; init; }

    /// <summary>Publisher and number of a textbook, or where it lies; may be empty where there is a file.</summary>
    public string Reference { get; init; } = "";

    public string? FileHash { get; init; }
    public string FileName { get; init; } = "";
    public string CourseCode { get; init; } = "";
    public string CourseName { get; init; } = "";
    public string? ClassNo { get; init; }

    public string KindLabel => Kinds.LabelOf(Kind);

    public bool IsDue(DateOnly day, int months) => ReviewedOn.AddMonths(months) < day;

    /// <summary>What a class uses: its course's and its own, not the retired.</summary>
    public static Task<IReadOnlyList<Material>> OfClassAsync(DbScope db, long courseId, long classId) => db.QueryAsync<Material>(
        $"{Select} WHERE m.course_id = @courseId AND (m.class_id IS NULL OR m.class_id = @classId) AND m.is_retired = FALSE ORDER BY m.session_topic, m.title, m.id", new { courseId, classId });

    public static Task<Material?> FindAsync(DbScope db, long id) => db.FirstAsync<Material>($"{Select} WHERE m.id = @id", new { id });

    public static async Task<(IReadOnlyList<Material> Items, long Total)> ListAsync(DbScope db, MaterialFilter filter)
    {
        var like = db.Dialect.Like;
        var where = "WHERE m.is_retired = FALSE"
            + (string.IsNullOrWhiteSpace(filter.Q) ? "" : $" AND (m.title {like} @Text ESCAPE '\\' OR m.author {like} @Text ESCAPE '\\' OR k.name {like} @Text ESCAPE '\\')")
            + (string.IsNullOrEmpty(filter.Kind) ? "" : " AND m.kind = @Kind")
            + (filter.DueBefore is null ? "" : " AND m.reviewed_on < @DueBefore");
        var parameters = new { Text = SqlText.Containing(filter.Q ?? ""), filter.Kind, DueBefore = filter.DueBefore ?? default, filter.Size, Skip = (filter.Page - 1) * filter.Size };
        var total = await db.ScalarAsync<long>($"SELECT count(*) FROM teaching_material m JOIN course k ON k.id = m.course_id {where}", parameters);
        return (await db.QueryAsync<Material>($"{Select} {where} ORDER BY {Order(filter.Sort)} LIMIT @Size OFFSET @Skip", parameters), total);
    }

    private static string Order(string? sort) => sort switch
    {
        "title" => "m.title, m.id",
        "-title" => "m.title DESC, m.id",
        "course" => "k.code, m.title, m.id",
        "-course" => "k.code DESC, m.title, m.id",
        "-reviewed" => "m.reviewed_on DESC, m.id",
        _ => "m.reviewed_on, m.id",
    };
}

/// <summary>What the list of materials is asked for.</summary>
/// <param name="DueBefore">Only those last reviewed before this day.</param>
internal sealed record MaterialFilter(string? Q, string? Kind, DateOnly? DueBefore, string? Sort, int Page, int Size);

/// <summary>An earlier or the current version of a material.</summary>
internal sealed record MaterialVersion
{
    public long MaterialId { get; init; }
    public int Number { get; init; }
    public string Reference { get; init; } = "";
    public string ChangeNote { get; init; } = "";
    public string? FileHash { get; init; }
    public string FileName { get; init; } = "";
    public DateTimeOffset AddedAt { get; init; }
    public string AddedByName { get; init; } = "";
}

/// <summary>Somebody looked whether a material is up to date.</summary>
internal sealed record MaterialReview
{
    public long MaterialId { get; init; }
    public int Number { get; init; }
    public DateOnly ReviewedOn { get; init; }
    public string ReviewedBy { get; init; } = "";
    public string Note { get; init; } = "";
}
