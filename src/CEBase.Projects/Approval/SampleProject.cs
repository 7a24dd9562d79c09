namespace CEBase.Projects.Approval;

/// <summary>
/// A line of the sample projects. One for a sample class (<see cref="Class"/>) takes its terms from the line of that class, so that both say the same;
/// one of its own writes them down. Days count from today.
/// </summary>
internal sealed record SampleProject
{
    public string No { get; init; } = "";
    public string? Class { get; init; }
    public string State { get; init; } = "";
    public string Unit { get; init; } = "";
    public string Responsible { get; init; } = "";

    /// <summary>Item of the unit's plan.</summary>
    public string? Plan { get; init; }

    /// <summary>Intake questions answered yes.</summary>
    public string[] Intake { get; init; } = [];

    public SampleTerms? Terms { get; init; }
    public SampleShare[] Shares { get; init; } = [];

    public ProjectDetails Details(DateOnly today, SampleTerms t) => new()
    {
        Name = t.Name, Responsible = Responsible, Funding = t.Funding, Form = t.Form, Task = t.Task, IsOpenEnrolment = t.Funding == FundingMode.Open,
        Audience = t.Audience, Headcount = t.Capacity, StartsOn = today.AddDays(t.Start), EndsOn = today.AddDays(t.Start + t.Days - 1), Hours = StudyHours.FromHours(t.TotalHours),
        Fee = Money.FromYuan(t.Fee), City = t.Online ? "" : t.City, Intake = Intake,
    };
}

/// <summary>Agreed share of a unit of a sample project, in per cent.</summary>
internal sealed record SampleShare(string Unit, decimal Percent);

/// <summary>What a line of the sample classes says that a project says too; its other keys are read over.</summary>
internal sealed record SampleTerms
{
    public string No { get; init; } = "";
    public string Name { get; init; } = "";
    public string Form { get; init; } = "training";
    public string Task { get; init; } = "professional-subject";
    public FundingMode Funding { get; init; }
    public int Start { get; init; }
    public string City { get; init; } = "西安";
    public bool Online { get; init; }
    public int Capacity { get; init; }
    public string Client { get; init; } = "";
    public decimal Fee { get; init; }
    public string Audience { get; init; } = "";
    public string[] Topics { get; init; } = [];
    public decimal Hours { get; init; }

    /// <summary>Days, for a project of its own, which has no topics to lay out.</summary>
    public int Lasts { get; init; } = 1;

    // One evening of two hours online; two half days of four hours on the spot.
    private int TopicsADay => Online ? 1 : 2;

    public int Days => Math.Max(Lasts, (Topics.Length + TopicsADay - 1) / TopicsADay);

    public decimal TotalHours => Topics.Length == 0 ? Hours : Topics.Length * (Online ? 2 : 4);

    public static IReadOnlyDictionary<string, SampleTerms> Read(string path) => JsonSerializer.Deserialize<SampleTerms[]>(File.ReadAllText(path), new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    })!.ToDictionary(t => t.No);
}
