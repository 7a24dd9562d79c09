namespace CEBase.Sample.Letters;

/// <summary>函件: a letter of the base.</summary>
internal sealed record Letter
{
    public const string RecordType = "Letter";

    public long Id { get; init; }
    public string State { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Body { get; init; } = "";
    public long WrittenBy { get; init; }
}
