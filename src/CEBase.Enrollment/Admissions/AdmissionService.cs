using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Admissions;

/// <summary>What became of a step taken for many.</summary>
/// <param name="Done">How many it was taken for.</param>
/// <param name="Refused">Name and sentence of each it was not taken for.</param>
internal sealed record BulkOutcome(int Done, IReadOnlyList<string> Refused);

/// <summary>Somebody whom staff enrol.</summary>
internal sealed record NewPerson
{
    public string? Name { get; set; }
    public DocumentKind DocumentKind { get; set; }
    public string? Number { get; set; }
    public string? Phone { get; set; }
    public string? Employer { get; set; }
    public string? Title { get; set; }
}

/// <summary>What staff do with the enrolments of a class.</summary>
internal sealed class AdmissionService(SeatService seats, LearnerStore learners, IPersonalNumbers numbers, ITitles titles, TimeProvider clock)
{
    private static readonly string[] BulkSteps = [EnrolmentSteps.Admit, EnrolmentSteps.Waitlist, EnrolmentSteps.Refuse, EnrolmentSteps.Remove];

    /// <summary>Takes one step for many in one transaction; those it can't be taken for stay as they are and are named.</summary>
    /// <exception cref="Refusal"><c>nobody_chosen</c>, <c>step_unknown</c>.</exception>
    public async Task<BulkOutcome> TakeAllAsync(DbScope db, long classId, IReadOnlyCollection<long> ids, string step, string? comment, ICurrentUser user)
    {
        if (!BulkSteps.Contains(step))
        {
            throw new Refusal("step_unknown", "请选择要办理的事项。");
        }
        if (ids.Count == 0)
        {
            throw new Refusal("nobody_chosen", "请先在名单里勾选学员。");
        }
        var people = await db.QueryAsync<Person>("""
            SELECT e.id, l.name FROM enrolment e JOIN learner l ON l.id = e.learner_id WHERE e.class_id = @classId AND e.id IN @Ids ORDER BY e.turn, e.applied_at, e.id
            """, new { classId, Ids = ids.ToArray() });
        var done = 0;
        var refused = new List<string>();
        foreach (var person in people)
        {
            try
            {
                var outcome = await seats.TakeAsync(db, new StepRequest(EnrolmentStates.RecordType, person.Id, step) { Comment = comment, PassReviews = !string.IsNullOrWhiteSpace(comment) }, user);
                done += outcome.Taken ? 1 : 0;
            }
            catch (Refusal refusal)
            {
                refused.Add($"{person.Name}：{refusal.Message}");
            }
        }
        return new BulkOutcome(done, refused);
    }

    /// <summary>Enrols somebody who stands at the desk or on the phone: found by document, or made.</summary>
    public async Task<Seating> EnrolAsync(DbScope db, ClassCard card, NewPerson person, ICurrentUser user)
    {
        var name = TextFold.Of(person.Name, Keep.Words);
        if (name.Length is 0 or > 50)
        {
            throw new Refusal("name_missing", "请填写与证件一致的姓名，最多 50 个字。") { Field = nameof(person.Name) };
        }
        var check = DocumentCheck.Of(person.DocumentKind, person.Number, clock.Today());
        if (!check.IsValid)
        {
            throw new Refusal(check.Reason!, check.Sentence!) { Field = nameof(person.Number) };
        }
        var hash = numbers.Hash(person.DocumentKind, check.Number);
        var learner = await learners.OfNumberAsync(db, person.DocumentKind, hash);
        if (learner is not null && learner.Name != name)
        {
            throw new Refusal("name_differs", "这个证件号码已登记在另一个姓名下，请核对姓名和号码。") { Field = nameof(person.Name), Status = 409 };
        }
        learner ??= await MakeAsync(db, person, name, check);
        return await seats.ApplyAsync(db, new SeatRequest(card, learner.Id, learner.EmployerKey, EnrolmentSteps.Enrol, Sources.Staff), user);
    }

    private async Task<Learner> MakeAsync(DbScope db, NewPerson person, string name, NumberCheck check)
    {
        var (phone, _) = LearnerInput.ReadContact(person.Phone, null);
        var card = check as IdentityCardCheck;
        var made = LearnerInput.Read(person.Employer, null, person.Title, null, null, await titles.TableAsync(db)) with
        {
            Name = name,
            DocumentKind = person.DocumentKind,
            Number = numbers.Protect(person.DocumentKind, check.Number),
            Sex = card?.Sex switch { Sex.Male => Sexes.Male, Sex.Female => Sexes.Female, _ => Sexes.Unknown },
            BirthDate = card?.Birth,
            Phone = phone,
            Source = Sources.Staff,
        };
        return made with { Id = await learners.AddAsync(db, made) };
    }

    private sealed record Person
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }
}
