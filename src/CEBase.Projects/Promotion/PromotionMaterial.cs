namespace CEBase.Projects.Promotion;

/// <summary>Promotion material (招生宣传材料) with the terms it states.</summary>
internal sealed record PromotionMaterial
{
    public const string Columns = """
        m.id, m.project_id, m.state, m.state_since, m.title, m.body, m.says_name, m.says_starts_on, m.says_ends_on, m.says_fee, m.says_seats, m.says_audience, m.meeting_day,
        m.meeting_minutes, m.office_day, m.office_minutes, m.version
        """;

    public long Id { get; init; }
    public long ProjectId { get; init; }
    public string State { get; init; } = PromotionStates.Draft;
    public DateTimeOffset StateSince { get; init; }
    public string Title { get; init; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; init; } = "";

    public string SaysName { get; init; } = "";
    public DateOnly SaysStartsOn { get; init; }
    public DateOnly SaysEndsOn { get; init; }
    public Money SaysFee { get; init; }
    public int SaysSeats { get; init; }
    public string SaysAudience { get; init; } = "";

    /// <summary>Day of the unit's joint meeting (党政联席会) on this round, or null.</summary>
    public DateOnly? MeetingDay { get; init; }

    /// <summary>Number of its minutes.</summary>
    public string MeetingMinutes { get; init; } = "";

    public DateOnly? OfficeDay { get; init; }
    public string OfficeMinutes { get; init; } = "";
    public int Version { get; init; }

    public static Task<PromotionMaterial?> FindAsync(DbScope db, long id) =>
        db.FirstAsync<PromotionMaterial>($"SELECT {Columns} FROM promotion m WHERE m.id = @id", new { id });

    public static async Task<PromotionMaterial> GetAsync(DbScope db, long id) => await FindAsync(db, id) ?? throw Refusal.NotFound("没有这份宣传材料，请从列表打开。");

    public static Task<IReadOnlyList<PromotionMaterial>> OfProjectAsync(DbScope db, long projectId) =>
        db.QueryAsync<PromotionMaterial>($"SELECT {Columns} FROM promotion m WHERE m.project_id = @projectId ORDER BY m.id DESC", new { projectId });
}

/// <summary>A picture of the material.</summary>
internal sealed record PromotionPicture
{
    public long Id { get; init; }
    public long PromotionId { get; init; }
    public string Hash { get; init; } = "";
    public string FileName { get; init; } = "";

    /// <summary>What it shows, for those who can't see it.</summary>
    public string Description { get; init; } = "";

    public static Task<IReadOnlyList<PromotionPicture>> OfAsync(DbScope db, long promotionId) => db.QueryAsync<PromotionPicture>(
        "SELECT id, promotion_id, hash, file_name, description FROM promotion_picture WHERE promotion_id = @promotionId ORDER BY id", new { promotionId });
}
