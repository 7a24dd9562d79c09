namespace CEBase.Projects.Plans;

/// <summary>A unit's plan of a year.</summary>
internal record AnnualPlan
{
    public const string RecordType = "AnnualPlan";

    public long Id { get; init; }
    public int Year { get; init; }
    public long UnitId { get; init; }
    public DateTimeOffset StateSince { get; init; }
    public string UnitName { get; init; } = "";
    public string State { get; init; } = "";
    public string Note { get; init; } = "";

    /// <summary>How often it was filed; above 1 it was amended.</summary>
    public int Revision { get; init; }

    /// <summary>Day of the latest filing; kept while it is amended.</summary>
    public DateOnly? FiledOn { get; init; }

    public int Version { get; init; }

    public string Title => $"{Year} 年度计划（{UnitName}）";
    public bool IsEditable => State is PlanWorkflow.Draft or PlanWorkflow.Amending;
}

/// <summary>A plan with what its items come to.</summary>
internal sealed record PlanLine : AnnualPlan
{
    public int Items { get; init; }
    public int Headcount { get; init; }
    public Money Budget { get; init; }
}

/// <summary>How the need was found out.</summary>
internal sealed record NeedSurvey
{
    public long Id { get; init; }
    public string Title { get; init; } = "";
    public string Method { get; init; } = "";

    /// <summary>People or units asked.</summary>
    public int Sample { get; init; }

    public DateOnly HeldOn { get; init; }
    public string Findings { get; init; } = "";
    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
}

/// <summary>What a plan wants to run.</summary>
internal sealed record PlanItem
{
    public long Id { get; init; }
    public long PlanId { get; init; }
    public string Name { get; init; } = "";
    public string Task { get; init; } = "professional-subject";
    public string Form { get; init; } = "training";

    /// <summary>Month in which it is to begin.</summary>
    public int Month { get; init; }

    /// <summary>期数.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>Learners of all runs.</summary>
    public int Headcount { get; init; }

    /// <summary>Hours of one run.</summary>
    public StudyHours Hours { get; init; }

    /// <summary>For all runs.</summary>
    public Money Budget { get; init; }

    public long? SurveyId { get; init; }
    public string? SurveyTitle { get; init; }
    public int Year { get; init; }
    public long UnitId { get; init; }
    public bool IsFiled { get; init; }

    /// <summary>Projects drafted from it that stand or wait.</summary>
    public int Projects { get; init; }
}
