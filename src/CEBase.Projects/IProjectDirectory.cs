namespace CEBase.Projects;

/// <summary>States of a project, as stored.</summary>
public static class ProjectStates
{
    /// <summary>草稿.</summary>
    public const string Draft = "draft";

    /// <summary>单位审核中.</summary>
    public const string UnitReview = "unit-review";

    /// <summary>办公室审批中.</summary>
    public const string OfficeReview = "office-review";

    /// <summary>已批准.</summary>
    public const string Approved = "approved";

    /// <summary>已退回.</summary>
    public const string Returned = "returned";

    /// <summary>已结项.</summary>
    public const string Closed = "closed";

    /// <summary>The kind of record, for workflow, gates, tabs and traces.</summary>
    public const string RecordType = "Project";
}

/// <summary>A project (立项) as other modules see one.</summary>
public sealed record ProjectCard
{
    /// <summary>Number in the database.</summary>
    public long Id { get; init; }

    /// <summary>Working number, <c>P2026-012</c>: what addresses use before and after approval.</summary>
    public string Number { get; init; } = "";

    /// <summary>审批编号, or null before approval. One number, one run (BJTU 5).</summary>
    public string? ApprovalNo { get; init; }

    /// <summary>One of <see cref="ProjectStates"/>.</summary>
    public string State { get; init; } = "";

    /// <summary>Plan year.</summary>
    public int Year { get; init; }

    /// <summary>Name as approved.</summary>
    public string Name { get; init; } = "";

    /// <summary>The owning unit.</summary>
    public long UnitId { get; init; }

    /// <summary>Name of the owning unit.</summary>
    public string UnitName { get; init; } = "";

    /// <summary>The owning unit may run nothing now (BJTU 44).</summary>
    public bool IsUnitSuspended { get; init; }

    /// <summary>Who pays.</summary>
    public FundingMode Funding { get; init; }

    /// <summary>Code of <see cref="ProjectWords.Forms"/>.</summary>
    public string Form { get; init; } = "";

    /// <summary>Code of <see cref="ProjectWords.Tasks"/>.</summary>
    public string Task { get; init; } = "";

    /// <summary>Recruits from the public: needs approved promotion material and each learner's agreement.</summary>
    public bool IsOpenEnrolment { get; init; }

    /// <summary>Only services, no core teaching: may carry no training agreement (BJTU 9).</summary>
    public bool IsServiceOnly { get; init; }

    /// <summary>Whom it is for.</summary>
    public string Audience { get; init; } = "";

    /// <summary>Learners.</summary>
    public int Headcount { get; init; }

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly EndsOn { get; init; }

    /// <summary>Hours of the whole programme.</summary>
    public StudyHours Hours { get; init; }

    /// <summary>What a learner pays; zero when somebody else does.</summary>
    public Money Fee { get; init; }

    /// <summary>Where; empty when online.</summary>
    public string City { get; init; } = "";

    /// <summary>The price record charged from, or null.</summary>
    public long? PriceId { get; init; }

    /// <summary>The client of a commissioned project, or null.</summary>
    public long? ClientId { get; init; }
}

/// <summary>Projects, for higher modules.</summary>
public interface IProjectDirectory
{
    /// <summary>By id, or null.</summary>
    Task<ProjectCard?> FindAsync(DbScope db, long id);

    /// <summary>By working number (P2026-012), or null.</summary>
    Task<ProjectCard?> FindAsync(DbScope db, string number);

    /// <summary>Approved projects, closed ones included, that have one of these working or approval numbers.</summary>
    Task<IReadOnlyList<ProjectCard>> ApprovedAsync(DbScope db, IReadOnlyCollection<string> numbers);

    /// <summary>By ids; those that exist.</summary>
    Task<IReadOnlyList<ProjectCard>> GetAsync(DbScope db, IReadOnlyCollection<long> ids);

    /// <summary>Those that may carry a class: not returned and not closed, newest first.</summary>
    Task<IReadOnlyList<ProjectCard>> CurrentAsync(DbScope db);
}

/// <summary>A project was approved and has its number.</summary>
public sealed record ProjectApproved(long ProjectId, string ApprovalNo) : IDomainEvent;

/// <summary>An approved project's terms (name, dates, fee, seats, audience …) were changed; it waits for approval again.</summary>
public sealed record ProjectChanged(long ProjectId) : IDomainEvent;
