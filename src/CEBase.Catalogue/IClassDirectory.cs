namespace CEBase.Catalogue;

/// <summary>A training class as other modules see one.</summary>
public record ClassCard
{
    /// <summary>Number in the database.</summary>
    public long Id { get; init; }

    /// <summary>班号, <c>2026-018</c>: what people, addresses, the API and the command line use.</summary>
    public string ClassNo { get; init; } = "";

    /// <summary>Name of the class.</summary>
    public string Name { get; init; } = "";

    /// <summary>Course it runs.</summary>
    public long CourseId { get; init; }

    /// <summary>Name of the course.</summary>
    public string CourseName { get; init; } = "";

    /// <summary>One of <see cref="ClassStates"/>.</summary>
    public string State { get; init; } = "";

    /// <summary>What its hours count as.</summary>
    public SubjectKind Subject { get; init; }

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

    /// <summary>Venue, or the platform when online.</summary>
    public string Venue { get; init; } = "";

    /// <summary>City, for the filter by place; empty when online.</summary>
    public string City { get; init; } = "";

    /// <summary>Taught online.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Hours a learner earns by attending all sessions.</summary>
    public StudyHours Hours { get; init; }

    /// <summary>What a learner pays; zero when somebody else does.</summary>
    public Money Fee { get; init; }

    /// <summary>Seats.</summary>
    public int Capacity { get; init; }

    /// <summary>Applications wait for a staff member's admission instead of being seated at once.</summary>
    public bool NeedsReview { get; init; }

    /// <summary>Name of the entrusting organisation of a commissioned class, or empty.</summary>
    public string Client { get; init; } = "";

    /// <summary>Account of the class adviser (班主任), or null.</summary>
    public long? AdviserId { get; init; }

    /// <summary>The project it carries out, or null.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Approval number (审批编号) of the project, or null.</summary>
    public string? ApprovalNo { get; init; }
}

/// <summary>One session of a timetable.</summary>
public sealed record LessonInfo
{
    /// <summary>Number.</summary>
    public long Id { get; init; }

    /// <summary>The class.</summary>
    public long ClassId { get; init; }

    /// <summary>Day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Begins.</summary>
    public TimeOnly StartsAt { get; init; }

    /// <summary>Ends.</summary>
    public TimeOnly EndsAt { get; init; }

    /// <summary>Hours a learner present earns.</summary>
    public StudyHours Hours { get; init; }

    /// <summary>What is taught.</summary>
    public string Topic { get; init; } = "";

    /// <summary>Room or link.</summary>
    public string Room { get; init; } = "";

    /// <summary>The instructor.</summary>
    public long? InstructorId { get; init; }
}

/// <summary>A cap for one group on the class's own seats.</summary>
public sealed record SeatQuota
{
    /// <summary>Number.</summary>
    public long Id { get; init; }

    /// <summary>The class.</summary>
    public long ClassId { get; init; }

    /// <summary>What the group is called.</summary>
    public string Label { get; init; } = "";

    /// <summary>Employer whose people belong to the group, as written; null is everybody who belongs to no other group.</summary>
    public string? Employer { get; init; }

    /// <summary>At most so many of the seats.</summary>
    public int Seats { get; init; }
}

/// <summary>Classes, for higher modules.</summary>
public interface IClassDirectory
{
    /// <summary>By class number, or null.</summary>
    Task<ClassCard?> FindAsync(DbScope db, string classNo);

    /// <summary>By ids; those that exist.</summary>
    Task<IReadOnlyList<ClassCard>> GetAsync(DbScope db, IReadOnlyCollection<long> ids);

    /// <summary>Classes that run a course, latest first.</summary>
    Task<IReadOnlyList<ClassCard>> OfCourseAsync(DbScope db, long courseId);

    /// <summary>The class that carries out a project, or null.</summary>
    Task<ClassCard?> OfProjectAsync(DbScope db, long projectId);

    /// <summary>Timetable in order of time.</summary>
    Task<IReadOnlyList<LessonInfo>> SessionsAsync(DbScope db, long classId);

    /// <summary>One session, or null.</summary>
    Task<LessonInfo?> SessionAsync(DbScope db, long sessionId);

    /// <summary>Sessions of all classes from <paramref name="from"/> to <paramref name="until"/> (both included) but those of cancelled classes, in order of time.</summary>
    Task<IReadOnlyList<LessonInfo>> SessionsBetweenAsync(DbScope db, DateOnly from, DateOnly until);

    /// <summary>Group caps.</summary>
    Task<IReadOnlyList<SeatQuota>> QuotasAsync(DbScope db, long classId);
}

/// <summary>The class has moved to another state.</summary>
public sealed record ClassStateChanged(long ClassId, string From, string To) : IDomainEvent;

/// <summary>Seats or group caps were set or changed, also when the class was made. A handler refuses what can't be (fewer seats than are taken).</summary>
public sealed record ClassSeatsChanged(long ClassId, int Capacity) : IDomainEvent;

/// <summary>
/// A session was put on the timetable (<paramref name="Before"/> null), changed, or taken off (<paramref name="After"/> null). A handler refuses
/// what can't be: a session whose attendance is confirmed stays as it is.
/// </summary>
public sealed record LessonChanged(long ClassId, LessonInfo? Before, LessonInfo? After) : IDomainEvent;

/// <summary>How full a class is.</summary>
/// <param name="Capacity">Seats.</param>
/// <param name="Taken">Seats held.</param>
/// <param name="Waiting">People on the waiting list.</param>
public sealed record SeatCount(int Capacity, int Taken, int Waiting)
{
    /// <summary>Seats left.</summary>
    public int Left => Capacity - Taken;
}

/// <summary>Seats, computed in bulk; a higher module implements it.</summary>
public interface ISeatAvailability
{
    /// <summary>One count a class asked for.</summary>
    Task<IReadOnlyDictionary<long, SeatCount>> OfAsync(DbScope db, IReadOnlyCollection<long> classIds);
}

/// <summary>The one action a visitor has on a class page and card: 报名, 加入候补, 查看我的报名.</summary>
/// <param name="Label">The button; null when there is nothing to do.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Status">A sentence on where the visitor stands, or null.</param>
public sealed record ClassAction(string? Label, string? Href, string? Status);

/// <summary>Tells the action; a higher module implements it.</summary>
public interface IClassActionProvider
{
    /// <summary>For this visitor (an account, or null) and these classes.</summary>
    Task<IReadOnlyDictionary<long, ClassAction>> ForAsync(DbScope db, IReadOnlyCollection<ClassCard> classes, long? accountId);
}
