namespace CEBase.Catalogue.Teaching;

/// <summary>Textbook, lecture notes or the like of a course, in its current version.</summary>
internal sealed record Material
{
    /// <summary>Kinds with their words.</summary>
    public static IReadOnlyList<CodeWord> Kinds { get; } =
        [new("notes", "讲义"), new("slides", "课件"), new("textbook", "教材"), new("reading", "阅读材料"), new("exercise", "练习与案例")];

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

    /// <summary>Where its file is, or null.</summary>
    public string? FileHref => FileHash is null ? null : $"/files/{FileHash}/{Uri.EscapeDataString(FileName)}";

    public bool IsDue(DateOnly day, int months) => ReviewedOn.AddMonths(months) < day;
}

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
