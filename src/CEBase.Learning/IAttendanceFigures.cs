namespace CEBase.Learning;

/// <summary>How many learners were there on a day.</summary>
public sealed record DayAttendance
{
    /// <summary>The day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Learners who were in some confirmed lesson of the day.</summary>
    public int Learners { get; init; }

    /// <summary>Every lesson of the day is confirmed.</summary>
    public bool IsWhole { get; init; } = true;
}

/// <summary>Figures of attendance, for higher modules: what a quota a person-day is counted from.</summary>
public interface IAttendanceFigures
{
    /// <summary>Days of the class with confirmed lessons, in order. Late and early leavers were there; absent and excused ones were not.</summary>
    Task<IReadOnlyList<DayAttendance>> DaysAsync(DbScope db, long classId);
}
