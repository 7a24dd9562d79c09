namespace CEBase.Learning.Attendance;

/// <summary>The register of a lesson, a record with a life.</summary>
internal static class LessonStates
{
    public const string Open = "open";

    public const string Confirmed = "confirmed";

    /// <summary>The kind of record; its number is the lesson's.</summary>
    public const string RecordType = "ClassSession";
}
