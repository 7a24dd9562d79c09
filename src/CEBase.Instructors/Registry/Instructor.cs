namespace CEBase.Instructors.Registry;

/// <summary>An entry of the registry.</summary>
internal sealed record Instructor
{
    public long Id { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string Employer { get; init; } = "";
    public Relation Relation { get; init; }
    public string Education { get; init; } = "";
    public string Degree { get; init; } = "";
    public string Title { get; init; } = "";
    public TitleLevel TitleLevel { get; init; }
    public string Field { get; init; } = "";
    public string Bio { get; init; } = "";
    public bool IsActive { get; init; } = true;
}
