namespace CEBase.Catalogue.Classes;

/// <summary>A line of the sample classes. Days count from today; the timetable is laid out from topics, half days and instructors in turn.</summary>
internal sealed record SampleClass
{
    public string No { get; init; } = "";
    public string Course { get; init; } = "";
    public string Name { get; init; } = "";
    public string State { get; init; } = "";
    public string Form { get; init; } = "training";
    public string Task { get; init; } = "professional-subject";
    public FundingMode Funding { get; init; }

    /// <summary>First day, counted from today.</summary>
    public int Start { get; init; }

    /// <summary>Enrolment ends so many days before the first.</summary>
    public int EnrolLead { get; init; } = 3;

    public string City { get; init; } = "西安";
    public string Venue { get; init; } = "友谊校区继续教育学院";
    public string Room { get; init; } = "";
    public bool Online { get; init; }
    public int Capacity { get; init; }
    public bool NeedsReview { get; init; }
    public string Client { get; init; } = "";

    /// <summary>Number of the sample project it carries out; by default the one that has its own number.</summary>
    public string? Project { get; init; }
    public decimal Fee { get; init; }
    public string WhoPays { get; init; } = "";
    public string Audience { get; init; } = "";
    public string Requirements { get; init; } = "";
    public bool HasAdviser { get; init; } = true;
    public bool HasLogistics { get; init; } = true;

    /// <summary>What is taught, one a session; a draft may have none.</summary>
    public string[] Topics { get; init; } = [];

    /// <summary>Registry numbers; the sessions take them in turn.</summary>
    public string[] Instructors { get; init; } = [];

    /// <summary>Hours of the class when it has no timetable yet.</summary>
    public decimal Hours { get; init; }

    public SampleQuota[] Quotas { get; init; } = [];

    private TimeSlot[] Slots => Online
        ? [new(new(19, 0), new(21, 0), 2m)]
        : [new(new(8, 30), new(12, 0), 4m), new(new(14, 0), new(17, 30), 4m)];

    private int Days => Math.Max(1, (Topics.Length + Slots.Length - 1) / Slots.Length);

    private StudyHours TotalHours => StudyHours.FromHours(Topics.Length == 0 ? Hours : Topics.Select((_, n) => Slots[n % Slots.Length].Hours).Sum());

    public ClassDetails Details(DateOnly today, long courseId, string outline, string materials)
    {
        var start = today.AddDays(Start);
        return new ClassDetails
        {
            CourseId = courseId, Name = Name, Form = Form, Task = Task, Funding = Funding, StartsOn = start, EndsOn = start.AddDays(Days - 1),
            EnrolFrom = start.AddDays(-60), EnrolUntil = start.AddDays(-EnrolLead), City = Online ? "" : City, Venue = Venue, IsOnline = Online, Capacity = Capacity,
            NeedsReview = NeedsReview, Client = Client, Hours = TotalHours, Fee = Money.FromYuan(Fee), WhoPays = WhoPays, Audience = Audience,
            Requirements = Requirements, Syllabus = HasLogistics ? outline : "", Materials = HasLogistics ? materials : "",
            Board = HasLogistics && !Online ? "校内教工餐厅统一安排早、中、晚餐，可备清真餐。" : "", Lodging = HasLogistics && !Online ? "校内专家楼，两人标准间，费用自理的班按协议价登记。" : "",
        };
    }

    public IEnumerable<object> Sessions(long classId, DateOnly start, Func<string, long> instructor) => Topics.Select((topic, n) =>
    {
        var slot = Slots[n % Slots.Length];
        return (object)new
        {
            ClassId = classId,
            Day = start.AddDays(n / Slots.Length),
            StartsAt = slot.From,
            EndsAt = slot.To,
            Hours = StudyHours.FromHours(slot.Hours),
            Topic = topic,
            Room,
            // Two half days in a row with the same teacher: nobody comes for a morning only.
            InstructorId = (long?)instructor(Instructors[n / Slots.Length % Instructors.Length]),
        };
    });

    private sealed record TimeSlot(TimeOnly From, TimeOnly To, decimal Hours);
}

/// <summary>Group cap of a sample class.</summary>
internal sealed record SampleQuota(string Label, string? Employer, int Seats);
