namespace CEBase.Catalogue.Courses;

/// <summary>A course: what is taught, whatever class runs it.</summary>
internal sealed record Course
{
    public long Id { get; init; }

    /// <summary>Staff's own code, <c>GX-101</c>; the key of recipes.</summary>
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";
    public SubjectKind Subject { get; init; } = SubjectKind.ProfessionalSubject;

    /// <summary>Codes of <see cref="ClassWords.Tags"/>, comma separated.</summary>
    public string Tags { get; init; } = "";

    public string Field { get; init; } = "";
    public string Objectives { get; init; } = "";

    /// <summary>Outline, Markdown.</summary>
    public string Outline { get; init; } = "";

    public StudyHours Hours { get; init; }
    public string Materials { get; init; } = "";
    public bool IsActive { get; init; } = true;

    /// <summary>新技术、新方法.</summary>
    public string TagWords => string.Join("、", Tags.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ClassWords.Tags.LabelOf));
}
