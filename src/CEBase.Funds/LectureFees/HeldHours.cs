using CEBase.Funds.Expenses;

namespace CEBase.Funds.LectureFees;

/// <summary>One instructor's half-day.</summary>
internal readonly record struct HalfDayKey(long InstructorId, DateOnly Day, HalfDay Half);

/// <summary>What a list holds of one instructor's half-day.</summary>
/// <param name="ListId">The list.</param>
/// <param name="Number">Its number.</param>
/// <param name="IsOpen">A draft: its hours are computed anew when another list gives some back.</param>
/// <param name="Taught">Its sessions in the half-day.</param>
/// <param name="Paid">Hours of its line.</param>
internal sealed record HeldHours(long ListId, string Number, bool IsOpen, IReadOnlyList<Stretch> Taught, StudyHours Paid);

/// <summary>A confirmed session as a list holds it.</summary>
internal record FeeLesson
{
    public long SessionId { get; init; }
    public long ListId { get; init; }
    public long InstructorId { get; init; }
    public string ClassNo { get; init; } = "";
    public DateOnly Day { get; init; }
    public TimeOnly StartsAt { get; init; }
    public TimeOnly EndsAt { get; init; }
    public StudyHours Hours { get; init; }
    public string Topic { get; init; } = "";
}
