namespace CEBase.Projects.Promotion;

/// <summary>Promotion material (招生宣传材料) with the terms it states.</summary>
internal sealed record PromotionMaterial
{
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
}

/// <summary>An approval as it was given.</summary>
internal sealed record PromotionApproval
{
    public string Stage { get; init; } = "";
    public DateOnly Day { get; init; }
    public string Minutes { get; init; } = "";
    public string GivenBy { get; init; } = "";
}
