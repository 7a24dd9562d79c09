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
internal sealed class AdmissionService(SeatService seats, EnrolmentRepository enrolments, LearnerRepository learners, LearnerIdentity identities, ITitles titles)
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
        var people = await enrolments.OfClassAsync(db, classId, ids);
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
                refused.Add($"{person.LearnerName}：{refusal.Message}");
            }
        }
        return new BulkOutcome(done, refused);
    }

    /// <summary>Enrols somebody who stands at the desk or on the phone: found by document, or made.</summary>
    public async Task<Seating> EnrolAsync(DbScope db, ClassCard card, NewPerson person, ICurrentUser user)
    {
        var told = identities.Read(person.Name, person.DocumentKind, person.Number);
        var learner = await learners.OfNumberAsync(db, told.DocumentKind, told.Number!.Hash);
        if (learner is not null && learner.Name != told.Name)
        {
            throw new Refusal("name_differs", "这个证件号码已登记在另一个姓名下，请核对姓名和号码。") { Field = nameof(person.Name), Status = 409 };
        }
        if (learner is null)
        {
            var (phone, _) = LearnerInput.ReadContact(person.Phone, null);
            learner = LearnerInput.Onto(told, person.Employer, null, person.Title, null, null, await titles.TableAsync(db)) with { Phone = phone, Source = Sources.Staff };
            learner = learner with { Id = await learners.AddAsync(db, learner) };
        }
        return await seats.ApplyAsync(db, new SeatRequest(card, learner.Id, learner.EmployerKey, EnrolmentSteps.Enrol, Sources.Staff), user);
    }
}
