namespace CEBase.Learning;

/// <summary>Where hours come from.</summary>
public static class HourSources
{
    /// <summary>A lesson of this base; the source's number is the lesson's.</summary>
    public const string Session = "session";

    /// <summary>Hours earned elsewhere and recognised here.</summary>
    public const string External = "external";
}

/// <summary>Hours to be posted.</summary>
/// <param name="LearnerId">Who earned them.</param>
/// <param name="Subject">What they count as.</param>
/// <param name="SourceId">Number of the source: the lesson.</param>
/// <param name="ClassId">The class, 0 when there is none.</param>
/// <param name="Day">The day they were earned; its year is the year they count in.</param>
/// <param name="StartsAt">Begin of the activity.</param>
/// <param name="EndsAt">End of the activity.</param>
/// <param name="Hours">More than zero.</param>
public sealed record HourPosting(long LearnerId, SubjectKind Subject, long SourceId, long ClassId, DateOnly Day, TimeOnly StartsAt, TimeOnly EndsAt, StudyHours Hours)
{
    /// <summary>One of <see cref="HourSources"/>.</summary>
    public string Source { get; init; } = HourSources.Session;
}

/// <summary>A line of the ledger (学时台账).</summary>
public sealed record HourEntry
{
    /// <summary>Number.</summary>
    public long Id { get; init; }

    /// <summary>Who earned them.</summary>
    public long LearnerId { get; init; }

    /// <summary>The year they count in: the year of <see cref="Day"/>, in China.</summary>
    public int Year { get; init; }

    /// <summary>What they count as.</summary>
    public SubjectKind Subject { get; init; }

    /// <summary>One of <see cref="HourSources"/>.</summary>
    public string Source { get; init; } = "";

    /// <summary>Number of the source.</summary>
    public long SourceId { get; init; }

    /// <summary>The class.</summary>
    public long ClassId { get; init; }

    /// <summary>The day they were earned.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Begin.</summary>
    public TimeOnly StartsAt { get; init; }

    /// <summary>End.</summary>
    public TimeOnly EndsAt { get; init; }

    /// <summary>How many reversals the source had before this posting.</summary>
    public int Sequence { get; init; }

    /// <summary>Hours; negative in a reversal.</summary>
    public StudyHours Hours { get; init; }

    /// <summary>The entry this one takes back, or null for a posting.</summary>
    public long? ReversalOf { get; init; }

    /// <summary>Why it was taken back.</summary>
    public string? Reason { get; init; }

    /// <summary>When posted.</summary>
    public DateTimeOffset PostedAt { get; init; }

    /// <summary>By which account; null for the program itself.</summary>
    public long? PostedBy { get; init; }

    /// <summary>By whom, as named then.</summary>
    public string PostedByName { get; init; } = "";

    /// <summary>Some later entry takes it back.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Takes an earlier entry back.</summary>
    public bool IsReversal => ReversalOf is not null;

    /// <summary>Counts now: a posting that nobody took back.</summary>
    public bool Stands => !IsReversal && !IsReversed;
}

/// <summary>A learner's hours of a year.</summary>
public sealed record HourBalance
{
    /// <summary>The learner.</summary>
    public long LearnerId { get; init; }

    /// <summary>The year.</summary>
    public int Year { get; init; }

    /// <summary>公需科目.</summary>
    public StudyHours PublicHours { get; init; }

    /// <summary>专业科目.</summary>
    public StudyHours ProfessionalHours { get; init; }

    /// <summary>Both.</summary>
    public StudyHours Total => PublicHours + ProfessionalHours;
}

/// <summary>
/// The hour ledger (学时台账): append-only entries with reversal, and a running balance in the same transaction, so that a question costs the
/// same with ten million entries as with ten thousand. NPU article 6.
/// </summary>
public interface IHourLedger
{
    /// <summary>
    /// Posts what is not posted yet and returns what was written now. A (source, learner) that stands already is left alone, however often and
    /// by however many clients it is posted; after a reversal it can be posted again.
    /// </summary>
    /// <exception cref="ArgumentException">A posting of zero hours or less.</exception>
    Task<IReadOnlyList<HourEntry>> PostAsync(DbScope db, IReadOnlyList<HourPosting> postings, ICurrentUser by);

    /// <summary>Takes entries back with a reason and returns the reversals written now; those taken back already are left alone.</summary>
    /// <exception cref="Platform.Refusals.Refusal"><c>reason_missing</c>; <c>not_found</c>.</exception>
    Task<IReadOnlyList<HourEntry>> ReverseAsync(DbScope db, IReadOnlyList<long> entryIds, string reason, ICurrentUser by);

    /// <summary>
    /// Makes every later reader of these learners' year wait until this transaction ends: a rule that looks at what a learner has already
    /// (overlap, day cap) must call it before it looks.
    /// </summary>
    Task LockAsync(DbScope db, IReadOnlyCollection<long> learnerIds, int year);

    /// <summary>A learner's year; zeros when there is nothing.</summary>
    Task<HourBalance> BalanceAsync(DbScope db, long learnerId, int year);

    /// <summary>All years of a learner that have a balance, newest first.</summary>
    Task<IReadOnlyList<HourBalance>> BalancesAsync(DbScope db, long learnerId);

    /// <summary>Entries of a learner's year in order of writing, postings and reversals.</summary>
    Task<IReadOnlyList<HourEntry>> EntriesAsync(DbScope db, long learnerId, int year);

    /// <summary>Entries of a source.</summary>
    Task<IReadOnlyList<HourEntry>> OfSourceAsync(DbScope db, string source, long sourceId);

    /// <summary>Entries of a class.</summary>
    Task<IReadOnlyList<HourEntry>> OfClassAsync(DbScope db, long classId);

    /// <summary>Postings that stand of these learners on a day.</summary>
    Task<IReadOnlyList<HourEntry>> StandingOnAsync(DbScope db, IReadOnlyCollection<long> learnerIds, DateOnly day);
}
