namespace CEBase.Projects.Plans;

/// <summary>A unit's plan of a year.</summary>
internal sealed record AnnualPlan
{
    public const string Columns = "p.id, p.year, p.unit_id, u.name AS unit_name, p.state, p.state_since, p.note, p.revision, p.filed_on, p.version";
    public const string From = "FROM annual_plan p JOIN owning_unit u ON u.id = p.unit_id";

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
    public DateTimeOffset StateSince { get; init; }
    public bool IsFiled { get; init; }

    /// <summary>Projects drafted from it that stand or wait.</summary>
    public int Projects { get; init; }
}

/// <summary>Reads plans.</summary>
internal static class PlanQueries
{
    private const string Item = """
        SELECT i.id, i.plan_id, i.name, i.task, i.form, i.month, i.runs, i.headcount, i.hours, i.budget, i.survey_id, s.title AS survey_title, p.year, p.unit_id,
          p.filed_on IS NOT NULL AS is_filed,
          (SELECT count(*) FROM project r WHERE r.plan_item_id = i.id AND r.state <> 'returned') AS projects
        FROM plan_item i JOIN annual_plan p ON p.id = i.plan_id LEFT JOIN need_survey s ON s.id = i.survey_id
        """;

    public static Task<AnnualPlan?> FindAsync(DbScope db, long id) => db.FirstAsync<AnnualPlan>($"SELECT {AnnualPlan.Columns} {AnnualPlan.From} WHERE p.id = @id", new { id });

    public static Task<IReadOnlyList<AnnualPlan>> ListAsync(DbScope db, int? year) => db.QueryAsync<AnnualPlan>(
        $"SELECT {AnnualPlan.Columns} {AnnualPlan.From} WHERE @All = 1 OR p.year = @Year ORDER BY p.year DESC, u.name", new { All = year is null ? 1 : 0, Year = year ?? 0 });

    public static Task<IReadOnlyList<PlanItem>> ItemsAsync(DbScope db, long planId) => db.QueryAsync<PlanItem>($"{Item} WHERE i.plan_id = @planId ORDER BY i.month, i.name", new { planId });

    public static Task<PlanItem?> ItemAsync(DbScope db, long id) => db.FirstAsync<PlanItem>($"{Item} WHERE i.id = @id", new { id });

    public static Task<IReadOnlyList<NeedSurvey>> SurveysAsync(DbScope db, long planId) => db.QueryAsync<NeedSurvey>(
        "SELECT id, title, method, sample, held_on, findings, file_hash, file_name FROM need_survey WHERE plan_id = @planId ORDER BY held_on, id", new { planId });

    /// <summary>Items of this and later years, for the form of a project.</summary>
    public static async Task<IReadOnlyList<Choice>> ChoicesAsync(DbScope db, int fromYear) =>
        [.. (await db.QueryAsync<PlanItem>($"{Item} WHERE p.year >= @fromYear ORDER BY p.year, i.month, i.name", new { fromYear }))
            .Select(i => new Choice { Id = i.Id, Label = $"{i.Year} 年 {i.Month} 月 {i.Name}{(i.IsFiled ? "" : "（计划未备案）")}" })];
}
