namespace CEBase.Catalogue.Classes;

/// <summary>A class with everything staff write about it.</summary>
internal sealed record ClassRow
{
    public long Id { get; init; }
    public string ClassNo { get; init; } = "";
    public long CourseId { get; init; }
    public string CourseName { get; init; } = "";
    public string Name { get; init; } = "";
    public SubjectKind Subject { get; init; }
    public string Form { get; init; } = "";
    public string Task { get; init; } = "";
    public string State { get; init; } = "";
    public DateTimeOffset StateSince { get; init; }
    public FundingMode Funding { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public DateOnly EnrolFrom { get; init; }
    public DateOnly EnrolUntil { get; init; }
    public string City { get; init; } = "";
    public string Venue { get; init; } = "";
    public bool IsOnline { get; init; }
    public int Capacity { get; init; }
    public bool NeedsReview { get; init; }
    public string Client { get; init; } = "";
    public StudyHours Hours { get; init; }
    public Money Fee { get; init; }
    public string WhoPays { get; init; } = "";
    public string Audience { get; init; } = "";
    public string Requirements { get; init; } = "";
    public string Syllabus { get; init; } = "";
    public string Materials { get; init; } = "";
    public string Board { get; init; } = "";
    public string Lodging { get; init; } = "";
    public long? AdviserId { get; init; }
    public long? ProjectId { get; init; }
    public string? ApprovalNo { get; init; }
    public int Version { get; init; }

    public const string Select = """
        SELECT c.id, c.class_no, c.course_id, k.name AS course_name, c.name, c.subject, c.form, c.task, c.state, c.state_since, c.funding,
          c.starts_on, c.ends_on, c.enrol_from, c.enrol_until, c.city, c.venue, c.is_online, c.capacity, c.needs_review, c.client, c.hours, c.fee,
          c.who_pays, c.audience, c.requirements, c.syllabus, c.materials, c.board, c.lodging, c.adviser_id, c.project_id, c.approval_no, c.version
        FROM training_class c JOIN course k ON k.id = c.course_id
        """;

    public static Task<ClassRow?> FindAsync(DbScope db, string classNo) =>
        db.FirstAsync<ClassRow>($"{Select} WHERE c.class_no = @classNo", new { classNo });

    public static Task<ClassRow?> FindAsync(DbScope db, long id) =>
        db.FirstAsync<ClassRow>($"{Select} WHERE c.id = @id", new { id });

    /// <summary>What staff wrote, for a form that changes part of it.</summary>
    public ClassDetails Details() => new()
    {
        CourseId = CourseId,
        Name = Name,
        Form = Form,
        Task = Task,
        Funding = Funding,
        StartsOn = StartsOn,
        EndsOn = EndsOn,
        EnrolFrom = EnrolFrom,
        EnrolUntil = EnrolUntil,
        City = City,
        Venue = Venue,
        IsOnline = IsOnline,
        Capacity = Capacity,
        NeedsReview = NeedsReview,
        Client = Client,
        Hours = Hours,
        Fee = Fee,
        WhoPays = WhoPays,
        Audience = Audience,
        Requirements = Requirements,
        Syllabus = Syllabus,
        Materials = Materials,
        Board = Board,
        Lodging = Lodging,
        AdviserId = AdviserId,
        ProjectId = ProjectId,
    };
}
