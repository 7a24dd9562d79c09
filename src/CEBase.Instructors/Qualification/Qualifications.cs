using CEBase.Instructors.Clearances;
using CEBase.Instructors.Evidence;
using CEBase.Instructors.Registry;
using CEBase.Instructors.Titles;

namespace CEBase.Instructors.Qualification;

/// <summary>Gathers what is known of instructors and asks every rule about every lesson on its own day.</summary>
internal sealed class Qualifications(InstructorRepository instructors, TitleRepository titleTable, IEnumerable<IParameters> parameters) : IInstructorQualification
{
    /// <summary>Years of work from which experience counts as rich.</summary>
    public const string YearsParameter = "teachers.experience-years";

    public async Task<IReadOnlyDictionary<Lesson, IReadOnlyList<Finding>>> JudgeAsync(DbScope db, IReadOnlyCollection<Lesson> lessons)
    {
        var known = (await FactsAsync(db, [.. lessons.Select(l => l.InstructorId).Distinct()])).ToDictionary(f => f.Instructor.Id);
        var years = new Dictionary<DateOnly, int>();
        var judged = new Dictionary<Lesson, IReadOnlyList<Finding>>();
        foreach (var lesson in lessons.Distinct())
        {
            if (!years.TryGetValue(lesson.Day, out var least))
            {
                years[lesson.Day] = least = await LeastYearsAsync(db, lesson.Day);
            }
            judged[lesson] = known.TryGetValue(lesson.InstructorId, out var facts) ? Judge(facts, lesson.Day, least)
                : [Finding.Block("instructor.unknown", "师资库没有这位教师，请重新选择。", "BJTU:18")];
        }
        return judged;
    }

    /// <summary>Every rule on one day, with exceptions applied.</summary>
    public static IReadOnlyList<Finding> Judge(QualificationFacts facts, DateOnly day, int leastYears)
    {
        var remedy = InstructorAddresses.Instructor(facts.Instructor.Number);
        return
        [
            .. ExceptionRule.Soften(facts, day, QualificationRule.Check(facts, day, leastYears)).Select(f => f with { Remedy = remedy }),
            .. OutsideReviewRule.Check(facts, day).Select(f => f with { Remedy = remedy + "/clearances" }),
            .. ConductRule.Check(facts, day).Select(f => f with { Remedy = f.Severity == Severity.Note ? remedy + "/evidence" : remedy + "/conduct" }),
            .. AdjustmentRule.Check(facts, day).Select(f => f with { Remedy = remedy }),
        ];
    }

    /// <summary>Years asked for on the day.</summary>
    public async Task<int> LeastYearsAsync(DbScope db, DateOnly day) =>
        (parameters.FirstOrDefault() is { } source ? await source.TryGetAsync(db, YearsParameter, day) : null)?.Int ?? 1;

    /// <summary>What is known of these instructors; of all when <paramref name="ids"/> is null.</summary>
    public async Task<IReadOnlyList<QualificationFacts>> FactsAsync(DbScope db, IReadOnlyCollection<long>? ids)
    {
        if (ids is { Count: 0 })
        {
            return [];
        }
        var some = ids is null ? "" : " AND {0} IN @ids";
        var values = new { ids = ids ?? [] };
        string Of(string column) => string.Format(some, column);
        var clearances = (await db.QueryAsync<ClearanceDays>($"SELECT instructor_id, kind, holds_from, holds_until FROM instructor_clearance WHERE state = 'approved'{Of("instructor_id")}", values)).ToLookup(c => (c.InstructorId, c.Kind));
        var proofs = (await db.QueryAsync<ProofLine>($"SELECT instructor_id, proves, dated_on, valid_until FROM instructor_evidence WHERE withdrawn_at IS NULL{Of("instructor_id")}", values)).ToLookup(p => p.InstructorId);
        var incidents = (await db.QueryAsync<IncidentDay>($"SELECT instructor_id, happened_on FROM instructor_incident WHERE state = 'open'{Of("instructor_id")}", values)).ToLookup(i => i.InstructorId);
        var titles = await titleTable.TableAsync(db);
        return [.. (await instructors.GetAsync(db, ids)).Select(i => new QualificationFacts(i)
        {
            UnknownTitles = titles.Read(i.Title).Unknown,
            Reviews = [.. clearances[(i.Id, ClearanceKind.Review)].Select(c => new Days(c.HoldsFrom, c.HoldsUntil))],
            Exceptions = [.. clearances[(i.Id, ClearanceKind.Exception)].Select(c => new Days(c.HoldsFrom, c.HoldsUntil))],
            Proofs = [.. proofs[i.Id].Select(p => new Proof(p.Proves, p.DatedOn, p.ValidUntil))],
            OpenIncidents = [.. incidents[i.Id].Select(d => d.HappenedOn)],
        })];
    }

    private sealed record ClearanceDays
    {
        public long InstructorId { get; init; }
        public ClearanceKind Kind { get; init; }
        public DateOnly HoldsFrom { get; init; }
        public DateOnly HoldsUntil { get; init; }
    }

    private sealed record ProofLine
    {
        public long InstructorId { get; init; }
        public Proves Proves { get; init; }
        public DateOnly? DatedOn { get; init; }
        public DateOnly? ValidUntil { get; init; }
    }

    private sealed record IncidentDay
    {
        public long InstructorId { get; init; }
        public DateOnly HappenedOn { get; init; }
    }
}
