using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Seats;

/// <summary>What the rules of an application look at.</summary>
internal sealed record ApplicationFacts
{
    public required ClassCard Class { get; init; }
    public required bool IsComplete { get; init; }
    public required string EmployerKey { get; init; }

    /// <summary>Taken by staff, the program or a roster and not by the learner.</summary>
    public required bool ByStaff { get; init; }
    public required DateOnly Today { get; init; }

    /// <summary>The rules that look at these facts and nothing else, with their line of the checklist.</summary>
    public static readonly IReadOnlyList<(string Label, Func<ApplicationFacts, IReadOnlyList<Finding>> Check)> Rules =
    [
        ("报名时间", ClassTakesApplications.Check),
        ("学员资料", ProfileIsComplete.Check),
        ("招收范围", AudienceIsRight.Check),
    ];

    /// <summary>Facts that are at hand.</summary>
    public static ApplicationFacts Of(ClassCard card, Learner learner, bool byStaff, DateOnly today) => new()
    {
        Class = card,
        IsComplete = learner.IsComplete,
        EmployerKey = learner.EmployerKey,
        ByStaff = byStaff,
        Today = today,
    };
}

/// <summary>Gathers facts for the gates, once a step, and a class once a transaction: a roster asks for the same class hundreds of times.</summary>
internal sealed class FactGatherer(IClassDirectory classes, TimeProvider clock)
{
    private readonly Dictionary<long, ClassCard> _cards = [];
    private DbScope? _scope;
    private (StepContext Step, ApplicationFacts Facts)? _last;

    /// <summary>The class, read once a transaction.</summary>
    public async Task<ClassCard> ClassAsync(DbScope db, long classId)
    {
        if (!ReferenceEquals(db, _scope))
        {
            _scope = db;
            _cards.Clear();
            _last = null;
        }
        if (!_cards.TryGetValue(classId, out var card))
        {
            card = (await classes.GetAsync(db, [classId])).Single();
            _cards[classId] = card;
        }
        return card;
    }

    public async Task<ApplicationFacts> OfAsync(StepContext step)
    {
        if (_last is { } last && ReferenceEquals(last.Step, step))
        {
            return last.Facts;
        }
        var row = (await step.Session.FirstAsync<Row>("""
            SELECT e.class_id, l.name, l.phone, l.email, l.employer_key FROM enrolment e JOIN learner l ON l.id = e.learner_id WHERE e.id = @RecordId
            """, new { step.RecordId }))!;
        var learner = new Learner { Name = row.Name, Phone = row.Phone, Email = row.Email, EmployerKey = row.EmployerKey };
        var facts = ApplicationFacts.Of(await ClassAsync(step.Session, row.ClassId), learner, step.Step.Name != EnrolmentSteps.Apply, clock.Today());
        _last = (step, facts);
        return facts;
    }

    private sealed record Row
    {
        public long ClassId { get; init; }
        public string Name { get; init; } = "";
        public string? Phone { get; init; }
        public string? Email { get; init; }
        public string EmployerKey { get; init; } = "";
    }
}
