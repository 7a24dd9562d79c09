namespace CEBase.Projects;

/// <summary>Something in a chooser.</summary>
internal sealed record Choice
{
    public long Id { get; init; }
    public string Label { get; init; } = "";
}
