namespace CEBase.Catalogue.Teaching;

/// <summary>A version of a class's teaching plan (教学计划).</summary>
internal sealed record TeachingPlan
{
    public const string RecordType = "TeachingPlan";
    public const string Draft = "draft";
    public const string Filed = "filed";
    public const string Superseded = "superseded";

    public long Id { get; init; }
    public long ClassId { get; init; }

    /// <summary>Version number inside the class, from 1.</summary>
    public int Number { get; init; }

    public string State { get; init; } = "";

    /// <summary>What the whole class is to achieve.</summary>
    public string Objectives { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was filed (备案), or null.</summary>
    public DateTimeOffset? FiledAt { get; init; }

    public string FiledByName { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>One session as a plan has it.</summary>
internal sealed record PlanLesson
{
    public long PlanId { get; init; }

    /// <summary>The session of the timetable it was planned for; that one may be gone.</summary>
    public long SessionId { get; init; }

    public DateOnly Day { get; init; }
    public TimeOnly StartsAt { get; init; }
    public TimeOnly EndsAt { get; init; }
    public StudyHours Hours { get; init; }
    public string Topic { get; init; } = "";
    public long? InstructorId { get; init; }
    public string Objectives { get; init; } = "";
    public string Outline { get; init; } = "";

    /// <summary>How it is taught.</summary>
    public string Method { get; init; } = "";

    /// <summary>How it is assessed; must be there before filing.</summary>
    public string Assessment { get; init; } = "";

    /// <summary>2026-11-21 08:30–12:00“主题”.</summary>
    public string Where => $"{Day.InTable()} {StartsAt:HH\\:mm}“{Topic}”";

    /// <summary>Nothing that learners or instructors would notice has changed since.</summary>
    public bool Fits(LessonInfo card) => (Day, StartsAt, EndsAt, Hours, Topic, InstructorId) == (card.Day, card.StartsAt, card.EndsAt, card.Hours, card.Topic, card.InstructorId);

    /// <summary>What was written about the session, for the session as the timetable has it now.</summary>
    public PlanLesson On(LessonInfo card) => this with
    {
        SessionId = card.Id, Day = card.Day, StartsAt = card.StartsAt, EndsAt = card.EndsAt, Hours = card.Hours, Topic = card.Topic, InstructorId = card.InstructorId,
    };
}
