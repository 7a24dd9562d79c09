namespace CEBase.Instructors;

/// <summary>An instructor on a day of teaching.</summary>
public readonly record struct Lesson(long InstructorId, DateOnly Day);

/// <summary>
/// Whether instructors may teach (NPU 13, BJTU 16, 17, 19), judged as at the day of the lesson: a review that runs out in May stops a lesson in June.
/// </summary>
public interface IInstructorQualification
{
    /// <summary>What is to be said about each lesson; no findings means qualified. A Block keeps the instructor off the timetable.</summary>
    Task<IReadOnlyDictionary<Lesson, IReadOnlyList<Finding>>> JudgeAsync(DbScope db, IReadOnlyCollection<Lesson> lessons);
}

/// <summary>What the table makes of a title as somebody wrote it.</summary>
/// <param name="Level">The highest level among the titles named.</param>
/// <param name="Unknown">Parts the table doesn't hold; a person has to add them or correct the entry.</param>
public sealed record TitleReading(TitleLevel Level, IReadOnlyList<string> Unknown);

/// <summary>The table as it stood when it was read; for reading many titles in one go.</summary>
public interface ITitleTable
{
    /// <summary>What the table makes of a free text: several titles, fields in brackets, full-width characters.</summary>
    TitleReading Read(string? text);
}

/// <summary>The table of professional titles with its aliases.</summary>
public interface ITitles
{
    /// <summary>The highest level among the titles named in a free text; titles the table lacks come as <c>Unknown</c>.</summary>
    Task<(TitleLevel Level, IReadOnlyList<string> Unknown)> ReadAsync(DbScope db, string text);

    /// <summary>The table, for reading more than one.</summary>
    Task<ITitleTable> TableAsync(DbScope db);
}
