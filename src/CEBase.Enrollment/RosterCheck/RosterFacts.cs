using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.RosterCheck;

/// <summary>A learner on the roster, compared.</summary>
internal sealed record RosterPerson(Enrolment Enrolment, string? Missing, Belonging Belonging, OwnPeopleNote? Note)
{
    /// <summary>Stated for the employer the learner has now.</summary>
    public bool IsDocumented => Note is not null && Employers.Key(Note.Employer) == Enrolment.EmployerKey;
}

/// <summary>Why somebody of another employer is on the roster.</summary>
internal sealed record OwnPeopleNote
{
    public long EnrolmentId { get; init; }
    public string Employer { get; init; } = "";
    public string Reason { get; init; } = "";
    public string? FileHash { get; init; }
    public string FileName { get; init; } = "";
    public DateTimeOffset NotedAt { get; init; }
    public string NotedByName { get; init; } = "";
}

/// <summary>The roster of a class beside its contract.</summary>
/// <param name="Class">The class.</param>
/// <param name="Terms">The contract's terms, or null.</param>
/// <param name="Client">Name of the client people are compared with; null when the class is not commissioned.</param>
/// <param name="People">Everybody who holds a seat.</param>
/// <param name="NotAgreed">Learners who have not agreed to the agreement.</param>
internal sealed record RosterFile(ClassCard Class, ContractTerms? Terms, string? Client, IReadOnlyList<RosterPerson> People, IReadOnlyList<long> NotAgreed)
{
    public IReadOnlyList<Finding> CountFindings => [.. RosterRule.CheckCount(People.Count, Terms?.Headcount), .. RosterRule.CheckFields([.. People.Where(p => p.Missing is not null).Select(p => (p.Enrolment.LearnerName, p.Missing!))])];
    public IReadOnlyList<Finding> PeopleFindings => Client is null ? [] : [.. OwnPeopleRule.Check(Client, [.. People.Select(p => (p.Enrolment.LearnerName, p.Belonging, p.IsDocumented))])];
    public IReadOnlyList<Finding> AgreementFindings => AgreementRule.CheckConsents(NotAgreed.Count);
}

/// <summary>Gathers the roster, the contract and who belongs to the client, in a handful of statements whatever the number of learners.</summary>
internal sealed class RosterFacts(IClassDirectory classes, EnrolmentRepository enrolments, IContractDirectory contracts, IAgreementConsents consents)
{
    private (StepContext Step, RosterFile? File)? _last;

    /// <summary>For the lines of one checklist: gathered once a step.</summary>
    public async Task<RosterFile?> OfAsync(StepContext step)
    {
        if (_last is not { } last || !ReferenceEquals(last.Step, step))
        {
            _last = last = (step, await OfAsync(step.Db, step.RecordId));
        }
        return last.File;
    }

    public async Task<RosterFile?> OfAsync(DbScope db, long classId)
    {
        if ((await classes.GetAsync(db, [classId])).FirstOrDefault() is not { } card)
        {
            return null;
        }
        var terms = card.ProjectId is { } project ? await contracts.OfProjectAsync(db, project) : null;
        var client = card.Funding == FundingMode.Commissioned && card.ProjectId is not null ? terms?.ClientName ?? (card.Client.Length > 0 ? card.Client : null) : null;
        var notes = (await db.QueryAsync<OwnPeopleNote>("""
            SELECT enrolment_id, employer, reason, file_hash, file_name, noted_at, noted_by_name FROM own_people_note WHERE class_id = @classId ORDER BY id
            """, new { classId })).GroupBy(n => n.EnrolmentId).ToDictionary(g => g.Key, g => g.Last());
        var people = (await enrolments.RosterAsync(db, classId)).Select(e => new RosterPerson(e, RosterRule.MissingOf(e),
            client is null ? Belonging.Own : OwnPeopleRule.Compare(e.Employer, e.CreditCode, client, terms?.ClientCreditCode), notes.GetValueOrDefault(e.Id))).ToList();
        return new RosterFile(card, terms, client, people, await consents.MissingAsync(db, classId, [.. people.Select(p => p.Enrolment.LearnerId)]));
    }
}

/// <summary>One line of the checklist at the start of a class.</summary>
internal sealed class RosterGate(string label, RosterFacts facts, Func<RosterFile, IReadOnlyList<Finding>> rule) : IStepGate
{
    /// <summary>The lines: what they look at.</summary>
    public static readonly IReadOnlyList<(string Label, Func<RosterFile, IReadOnlyList<Finding>> Rule)> Lines =
    [
        ("名册人数与学员资料", file => file.CountFindings),
        ("委托单位人员", file => file.PeopleFindings),
        ("学员同意协议", file => file.AgreementFindings),
    ];

    public string RecordType => ClassStates.RecordType;
    public string Step => "start";
    public string Label => label;

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => await facts.OfAsync(step) is { } file
        ? [.. rule(file).Select(f => f with { Remedy = EnrollmentAddresses.RosterCheck(file.Class.ClassNo) })]
        : [];
}
