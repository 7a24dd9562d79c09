namespace CEBase.Catalogue;

/// <summary>A learner who holds a seat in two classes.</summary>
public sealed record SharedLearner
{
    /// <summary>The one class.</summary>
    public long ClassId { get; init; }

    /// <summary>The other, with the greater number.</summary>
    public long OtherClassId { get; init; }

    /// <summary>The learner.</summary>
    public long LearnerId { get; init; }

    /// <summary>Learner's name.</summary>
    public string Name { get; init; } = "";
}

/// <summary>Tells who sits in two classes at once, so that the calendar can show where their sessions meet; a higher module implements it.</summary>
public interface ILearnerClashes
{
    /// <summary>Learners who hold seats in more than one of these classes, once a pair of classes.</summary>
    Task<IReadOnlyList<SharedLearner>> SharedAsync(DbScope db, IReadOnlyCollection<long> classIds);
}
