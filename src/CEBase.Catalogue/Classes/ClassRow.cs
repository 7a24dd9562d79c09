namespace CEBase.Catalogue.Classes;

/// <summary>A class with everything staff write about it.</summary>
internal sealed record ClassRow : ClassCard
{
    public string Form { get; init; } = "";
    public string Task { get; init; } = "";
    public DateTimeOffset StateSince { get; init; }
    public string WhoPays { get; init; } = "";
    public string Audience { get; init; } = "";
    public string Requirements { get; init; } = "";
    public string Syllabus { get; init; } = "";
    public string Materials { get; init; } = "";
    public string Board { get; init; } = "";
    public string Lodging { get; init; } = "";
    public int Version { get; init; }

    /// <summary>Course, funding and fee stand: learners have enrolled upon them.</summary>
    public bool HasOpened => State is not (ClassStates.Draft or ClassStates.Planned);

    /// <summary>What staff wrote, for a form that changes part of it.</summary>
    public ClassDetails Details() => new()
    {
        CourseId = CourseId, Name = Name, Form = Form, Task = Task, Funding = Funding, StartsOn = StartsOn, EndsOn = EndsOn, EnrolFrom = EnrolFrom, EnrolUntil = EnrolUntil,
        City = City, Venue = Venue, IsOnline = IsOnline, Capacity = Capacity, NeedsReview = NeedsReview, Client = Client, Hours = Hours, Fee = Fee, WhoPays = WhoPays,
        Audience = Audience, Requirements = Requirements, Syllabus = Syllabus, Materials = Materials, Board = Board, Lodging = Lodging, AdviserId = AdviserId, ProjectId = ProjectId,
    };
}
