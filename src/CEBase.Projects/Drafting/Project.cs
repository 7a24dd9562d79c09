namespace CEBase.Projects.Drafting;

/// <summary>A project as it is stored.</summary>
internal sealed record Project
{
    /// <summary>States with their labels, in the order of its life.</summary>
    public static IReadOnlyList<StateDefinition> States { get; } =
    [
        new(ProjectStates.Draft, "草稿", StateTone.Quiet),
        new(ProjectStates.UnitReview, "单位审核中", StateTone.Waiting),
        new(ProjectStates.OfficeReview, "办公室审批中", StateTone.Waiting),
        new(ProjectStates.Approved, "已批准", StateTone.Done),
        new(ProjectStates.Returned, "已退回", StateTone.Stopped),
        new(ProjectStates.Closed, "已结项", StateTone.Quiet),
    ];

    public static StateDefinition StateOf(string state) => States.Single(s => s.Name == state);

    public long Id { get; init; }
    public string Number { get; init; } = "";
    public string? ApprovalNo { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset StateSince { get; init; }
    public int Year { get; init; }
    public string Name { get; init; } = "";
    public long UnitId { get; init; }
    public string UnitName { get; init; } = "";
    public string Responsible { get; init; } = "";
    public FundingMode Funding { get; init; }
    public string Form { get; init; } = "";
    public string Task { get; init; } = "";
    public bool IsOpenEnrolment { get; init; }
    public bool IsServiceOnly { get; init; }
    public string Audience { get; init; } = "";
    public int Headcount { get; init; }
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public StudyHours Hours { get; init; }
    public Money Fee { get; init; }
    public string City { get; init; } = "";
    public long? PlanItemId { get; init; }
    public long? PriceId { get; init; }
    public long? ClientId { get; init; }
    public string? Intake { get; init; }
    public string? CopiedFrom { get; init; }
    public int Version { get; init; }

    /// <summary>Terms may be changed: nobody reviews it now, and it isn't approved.</summary>
    public bool IsEditable => State is ProjectStates.Draft or ProjectStates.Returned;

    public IReadOnlyList<string>? IntakeYes => Intake?.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public ProjectDetails Details() => new()
    {
        Name = Name, UnitId = UnitId, Responsible = Responsible, Funding = Funding, Form = Form, Task = Task, IsOpenEnrolment = IsOpenEnrolment, Audience = Audience,
        Headcount = Headcount, StartsOn = StartsOn, EndsOn = EndsOn, Hours = Hours, Fee = Fee, City = City, PlanItemId = PlanItemId, PriceId = PriceId, ClientId = ClientId,
        Intake = IntakeYes,
    };
}
