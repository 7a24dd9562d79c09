namespace CEBase.Instructors.Registry;

/// <summary>An entry of the registry.</summary>
internal record Instructor
{
    public long Id { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string Employer { get; init; } = "";
    public Relation Relation { get; init; }

    /// <summary>学历, GB/T 4658; empty when it can't be told.</summary>
    public string Education { get; init; } = "";

    /// <summary>学历 as a sheet wrote it, kept when no code could be told from it.</summary>
    public string EducationText { get; init; } = "";

    /// <summary>学位, GB/T 6864; empty when there is none.</summary>
    public string Degree { get; init; } = "";
    public string Title { get; init; } = "";
    public TitleLevel TitleLevel { get; init; }
    public string Field { get; init; } = "";
    public string Bio { get; init; } = "";

    /// <summary>Years of work in the field; null when not stated.</summary>
    public int? ExperienceYears { get; init; }
    public string ExperienceNote { get; init; } = "";
    public Standing Standing { get; init; }
    public string StandingReason { get; init; } = "";

    /// <summary>编号 of the sheet it came from.</summary>
    public string SourceNumber { get; init; } = "";

    /// <summary>Not stopped; kept in step with <see cref="State"/>.</summary>
    public bool IsActive { get; init; } = true;
    public string State { get; init; } = InstructorWorkflow.Active;

    /// <summary>Until when an instructor who was told to improve has time.</summary>
    public DateOnly? ImproveBy { get; init; }
    public int Version { get; init; } = 1;

    /// <summary>The columns as parameters of a statement.</summary>
    public object Row(string? requestKey = null) => new
    {
        Id, Number, RequestKey = requestKey, Name, Employer, Relation = Relation.ToString(), Education, EducationText, Degree, Title, TitleLevel = TitleLevel.ToString(),
        Field, Bio, ExperienceYears, ExperienceNote, Standing = Standing.ToString(), StandingReason, SourceNumber, IsActive,
        State = IsActive ? InstructorWorkflow.Active : InstructorWorkflow.Stopped, Version,
    };
}
