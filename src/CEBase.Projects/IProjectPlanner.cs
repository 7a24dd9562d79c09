namespace CEBase.Projects;

/// <summary>What staff write about a project. Number, state and approval number come from the system.</summary>
public sealed record ProjectDetails
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The owning unit; it leads where several work together (BJTU 8).</summary>
    public long UnitId { get; init; }

    /// <summary>Name of the person who answers for it (BJTU 2).</summary>
    public string Responsible { get; init; } = "";

    /// <summary>Who pays; fixed once there is an approval number, whose class it decides.</summary>
    public FundingMode Funding { get; init; }

    /// <summary>Code of <see cref="ProjectWords.Forms"/>.</summary>
    public string Form { get; init; } = "training";

    /// <summary>Code of <see cref="ProjectWords.Tasks"/>.</summary>
    public string Task { get; init; } = "professional-subject";

    /// <summary>Recruits from the public.</summary>
    public bool IsOpenEnrolment { get; init; }

    /// <summary>Whom it is for.</summary>
    public string Audience { get; init; } = "";

    /// <summary>Learners, from 1.</summary>
    public int Headcount { get; init; }

    /// <summary>First day; its year is the project's year.</summary>
    public DateOnly StartsOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly EndsOn { get; init; }

    /// <summary>Hours of the whole programme.</summary>
    public StudyHours Hours { get; init; }

    /// <summary>What a learner pays.</summary>
    public Money Fee { get; init; }

    /// <summary>Where; empty when online.</summary>
    public string City { get; init; } = "";

    /// <summary>The item of the filed plan, or null.</summary>
    public long? PlanItemId { get; init; }

    /// <summary>The price record charged from; needed where there is a fee (BJTU 35).</summary>
    public long? PriceId { get; init; }

    /// <summary>The client of a commissioned project, or null.</summary>
    public long? ClientId { get; init; }

    /// <summary>Codes of the intake questions answered yes (recipes/projects/intake.json); null while they are unanswered, which stops the submission.</summary>
    public IReadOnlyList<string>? Intake { get; init; }

    /// <summary>The form's own key: the same key again gives back the project of the first time.</summary>
    public string? RequestKey { get; init; }
}

/// <summary>Makes and changes projects in the caller's transaction; what the console's pages call.</summary>
public interface IProjectPlanner
{
    /// <summary>Makes a draft under the year's next working number.</summary>
    /// <exception cref="Platform.Refusals.Refusal">A value is missing or doesn't fit, with <see cref="Platform.Refusals.Refusal.Field"/>.</exception>
    Task<ProjectCard> CreateAsync(DbScope db, ProjectDetails details, ICurrentUser user);

    /// <summary>Changes a project that is a draft or was returned; an approved one is revised first (step <c>revise</c>).</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="number">Working number.</param>
    /// <param name="details">All values, changed or not.</param>
    /// <param name="version">The version the user saw; null doesn't ask.</param>
    /// <param name="user">Who changes it.</param>
    /// <exception cref="Platform.Refusals.Refusal">As for making; <c>project_changed</c> when somebody else saved in between; <c>project_fixed</c>; <c>funding_fixed</c>.</exception>
    Task UpdateAsync(DbScope db, string number, ProjectDetails details, int? version, ICurrentUser user);
}
