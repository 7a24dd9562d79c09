namespace CEBase.Enrollment;

/// <summary>States of an enrolment, as stored and as the API names them.</summary>
public static class EnrolmentStates
{
    /// <summary>待审核: applied, waits for staff.</summary>
    public const string Pending = "pending_review";

    /// <summary>候补: waits for a seat.</summary>
    public const string Waitlisted = "waitlisted";

    /// <summary>已录取: holds a seat.</summary>
    public const string Admitted = "admitted";

    /// <summary>已退出: the learner withdrew.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>未录取: staff refused, with a reason.</summary>
    public const string Refused = "refused";

    /// <summary>The kind of record.</summary>
    public const string RecordType = "Enrolment";
}

/// <summary>A learner as other modules see one.</summary>
public sealed record LearnerCard
{
    /// <summary>Number.</summary>
    public long Id { get; init; }

    /// <summary>The account, or null for somebody who came by roster and never signed in.</summary>
    public long? AccountId { get; init; }

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Identity number, masked: 610***********1234.</summary>
    public string MaskedNumber { get; init; } = "";

    /// <summary>Employer.</summary>
    public string Employer { get; init; } = "";

    /// <summary>Title as written.</summary>
    public string Title { get; init; } = "";

    /// <summary>Level of the title, <see cref="Instructors.TitleLevel.None"/> where it can't be told.</summary>
    public Instructors.TitleLevel TitleLevel { get; init; }

    /// <summary>Province whose hour rule binds, <c>61</c> for Shaanxi.</summary>
    public string Province { get; init; } = "61";
}

/// <summary>An enrolment as other modules see one.</summary>
public sealed record EnrolmentCard
{
    /// <summary>Number.</summary>
    public long Id { get; init; }

    /// <summary>The class.</summary>
    public long ClassId { get; init; }

    /// <summary>The learner.</summary>
    public long LearnerId { get; init; }

    /// <summary>One of <see cref="EnrolmentStates"/>.</summary>
    public string State { get; init; } = "";

    /// <summary>Learner's name.</summary>
    public string LearnerName { get; init; } = "";

    /// <summary>Learner's employer.</summary>
    public string Employer { get; init; } = "";

    /// <summary>When applied.</summary>
    public DateTimeOffset AppliedAt { get; init; }
}

/// <summary>Learners and their enrolments, for higher modules.</summary>
public interface IEnrolmentDirectory
{
    /// <summary>The learner of an account, or null.</summary>
    Task<LearnerCard?> LearnerOfAsync(DbScope db, long accountId);

    /// <summary>Learners by number.</summary>
    Task<IReadOnlyList<LearnerCard>> LearnersAsync(DbScope db, IReadOnlyCollection<long> ids);

    /// <summary>Enrolments of a class in one state, by learner's name.</summary>
    Task<IReadOnlyList<EnrolmentCard>> OfClassAsync(DbScope db, long classId, string state = EnrolmentStates.Admitted);

    /// <summary>Enrolments of a learner, newest first, in every state.</summary>
    Task<IReadOnlyList<EnrolmentCard>> OfLearnerAsync(DbScope db, long learnerId);

    /// <summary>The learner's enrolment in the class when it holds a seat, or null.</summary>
    Task<EnrolmentCard?> SeatOfAsync(DbScope db, long classId, long learnerId);
}

/// <summary>A learner now holds a seat.</summary>
public sealed record EnrolmentConfirmed(long EnrolmentId, long ClassId, long LearnerId) : IDomainEvent;

/// <summary>A learner no longer holds a seat.</summary>
public sealed record SeatGivenBack(long EnrolmentId, long ClassId, long LearnerId) : IDomainEvent;
