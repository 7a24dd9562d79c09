namespace CEBase.Instructors;

/// <summary>Level of a professional title (职称), told by its series, never by its sound: 高级工程师 is associate-senior.</summary>
public enum TitleLevel
{
    /// <summary>None or not known.</summary>
    None,

    /// <summary>初级.</summary>
    Junior,

    /// <summary>中级.</summary>
    Intermediate,

    /// <summary>副高.</summary>
    AssociateSenior,

    /// <summary>正高.</summary>
    FullSenior,
}

/// <summary>An instructor as other modules see one.</summary>
public sealed record InstructorCard
{
    /// <summary>Number.</summary>
    public long Id { get; init; }

    /// <summary>Number in the registry, <c>T001</c>.</summary>
    public string Number { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Title as written: 教授.</summary>
    public string Title { get; init; } = "";

    /// <summary>Level of the title by the table of titles.</summary>
    public TitleLevel TitleLevel { get; init; }

    /// <summary>Employer.</summary>
    public string Employer { get; init; } = "";

    /// <summary>Field.</summary>
    public string Field { get; init; } = "";

    /// <summary>How the instructor stands to the school; own teachers are those in-house and hired part-time (BJTU 16).</summary>
    public Relation Relation { get; init; }

    /// <summary>A few sentences for the class page.</summary>
    public string Bio { get; init; } = "";

    /// <summary>May be put on a timetable.</summary>
    public bool IsActive { get; init; }
}

/// <summary>The registry (师资库).</summary>
public interface IInstructorRegistry
{
    /// <summary>Those of the given numbers that exist.</summary>
    Task<IReadOnlyList<InstructorCard>> FindAsync(DbScope db, IReadOnlyCollection<long> ids);

    /// <summary>All that may be scheduled, by name; for choosers.</summary>
    Task<IReadOnlyList<InstructorCard>> ActiveAsync(DbScope db);

    /// <summary>By the registry's own number (T001), or null; for recipes and imports.</summary>
    Task<InstructorCard?> FindByNumberAsync(DbScope db, string number);

    /// <summary>Those of the given registry numbers that exist.</summary>
    Task<IReadOnlyList<InstructorCard>> FindByNumbersAsync(DbScope db, IReadOnlyCollection<string> numbers);

    /// <summary>Those of the given numbers, with title and level as they were on the day.</summary>
    Task<IReadOnlyList<InstructorCard>> OnAsync(DbScope db, IReadOnlyCollection<long> ids, DateOnly day);

    /// <summary>Those of exactly this name, with title and level as they were on the day.</summary>
    Task<IReadOnlyList<InstructorCard>> NamedAsync(DbScope db, string name, DateOnly day);

    /// <summary>Numbers of those whose name contains the text, for searches by teacher.</summary>
    Task<IReadOnlyList<long>> IdsByNameAsync(DbScope db, string text);
}
