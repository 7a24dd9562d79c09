namespace CEBase.Catalogue;

/// <summary>What staff write about a class. Subject kind comes from the course, number and state from the system.</summary>
public sealed record ClassDetails
{
    /// <summary>The course it runs.</summary>
    public long CourseId { get; init; }

    /// <summary>Name of the class.</summary>
    public string Name { get; init; } = "";

    /// <summary>Code of <see cref="ProjectWords.Forms"/>.</summary>
    public string Form { get; init; } = "training";

    /// <summary>Code of <see cref="ProjectWords.Tasks"/>.</summary>
    public string Task { get; init; } = "professional-subject";

    /// <summary>Who pays.</summary>
    public FundingMode Funding { get; init; }

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly EndsOn { get; init; }

    /// <summary>First day of enrolment.</summary>
    public DateOnly EnrolFrom { get; init; }

    /// <summary>Last day of enrolment.</summary>
    public DateOnly EnrolUntil { get; init; }

    /// <summary>City; empty when online.</summary>
    public string City { get; init; } = "";

    /// <summary>Venue, or the platform when online.</summary>
    public string Venue { get; init; } = "";

    /// <summary>Taught online.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Seats, from 1.</summary>
    public int Capacity { get; init; }

    /// <summary>Applications wait for a staff member's admission.</summary>
    public bool NeedsReview { get; init; }

    /// <summary>Name of the entrusting organisation; a commissioned class must have one before it opens.</summary>
    public string Client { get; init; } = "";

    /// <summary>Hours of the whole class; the timetable must add up to it before the class opens.</summary>
    public StudyHours Hours { get; init; }

    /// <summary>What a learner pays.</summary>
    public Money Fee { get; init; }

    /// <summary>A sentence on who pays.</summary>
    public string WhoPays { get; init; } = "";

    /// <summary>Whom it is for.</summary>
    public string Audience { get; init; } = "";

    /// <summary>What an applicant needs to bring or fulfil.</summary>
    public string Requirements { get; init; } = "";

    /// <summary>Syllabus, Markdown.</summary>
    public string Syllabus { get; init; } = "";

    /// <summary>Textbooks and materials arranged.</summary>
    public string Materials { get; init; } = "";

    /// <summary>Meals arranged.</summary>
    public string Board { get; init; } = "";

    /// <summary>Lodging arranged.</summary>
    public string Lodging { get; init; } = "";

    /// <summary>Account of the class adviser.</summary>
    public long? AdviserId { get; init; }

    /// <summary>The project it carries out, or null; a class can't open without an approved one (BJTU 5).</summary>
    public long? ProjectId { get; init; }

    /// <summary>The form's own key: the same key again gives back the class of the first time.</summary>
    public string? RequestKey { get; init; }
}

/// <summary>Makes classes and their timetables in the caller's transaction; what the console's pages call.</summary>
public interface IClassPlanner
{
    /// <summary>Makes a draft under the year's next number and raises <see cref="ClassSeatsChanged"/>.</summary>
    /// <exception cref="Platform.Refusals.Refusal">A value is missing or doesn't fit, with <see cref="Platform.Refusals.Refusal.Field"/>; fiscal money with a learner's fee (<c>funding.fiscal-with-fee</c>).</exception>
    Task<ClassCard> CreateAsync(DbScope db, ClassDetails details, ICurrentUser user);

    /// <summary>Changes a class. Funding, course and fee stand once enrolment has opened.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="classNo">The class.</param>
    /// <param name="details">All values, changed or not.</param>
    /// <param name="version">The version the user saw; null doesn't ask.</param>
    /// <param name="user">Who changes it.</param>
    /// <exception cref="Platform.Refusals.Refusal">As for making; <c>class_changed</c> when somebody else saved in between; <c>class_closed</c>.</exception>
    Task UpdateAsync(DbScope db, string classNo, ClassDetails details, int? version, ICurrentUser user);

    /// <summary>Sets the group caps and raises <see cref="ClassSeatsChanged"/>.</summary>
    /// <exception cref="Platform.Refusals.Refusal">Sums that don't fit (<c>quota.over-capacity</c>).</exception>
    Task SetQuotasAsync(DbScope db, string classNo, IReadOnlyList<SeatQuota> quotas, ICurrentUser user);

    /// <summary>Adds (id 0) or changes a session and returns its id. The same session again gives the same id.</summary>
    /// <exception cref="Platform.Refusals.Refusal">The instructor or room is taken at that time (<c>schedule.instructor-clash</c>, <c>schedule.room-clash</c>), or a value doesn't fit.</exception>
    Task<long> SaveSessionAsync(DbScope db, LessonInfo card, ICurrentUser user);

    /// <summary>Takes a session off the timetable; one that is gone already is no error.</summary>
    Task RemoveSessionAsync(DbScope db, long sessionId, ICurrentUser user);
}
