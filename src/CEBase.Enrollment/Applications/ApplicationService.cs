using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Applications;

/// <summary>What a learner does with an own enrolment: apply and withdraw, from page and API alike.</summary>
internal sealed class ApplicationService(IDatabase database, IClassDirectory classes, LearnerRepository learners, EnrolmentRepository enrolments, SeatService seats, AgreementService agreements)
{
    /// <summary>Applies for the signed-in learner.</summary>
    /// <exception cref="Refusal"><c>class_unknown</c>, <c>learner_missing</c>, and those of <see cref="SeatService.ApplyAsync"/>.</exception>
    /// <param name="classNo">The class.</param>
    /// <param name="user">Who applies.</param>
    /// <param name="source">One of <see cref="Sources"/>.</param>
    /// <param name="agreementId">The text the learner agrees to with the application, or null: then it is to be agreed to before the first check-in.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Seating> ApplyAsync(string classNo, ICurrentUser user, string source, long? agreementId = null, CancellationToken cancel = default)
    {
        // What can't change by applying is read before the transaction, which is kept as short as it can be.
        var (card, learner) = await database.ReadAsync(async db => (await classes.PublicAsync(db, classNo), await learners.OfUserAsync(db, user)), cancel);
        return await database.WriteAsync(async db =>
        {
            var seating = await seats.ApplyAsync(db, new SeatRequest(card, learner.Id, learner.EmployerKey, EnrolmentSteps.Apply, source), user);
            if (agreementId is { } text)
            {
                await agreements.AgreeAsync(db, card, learner.Id, text, user);
            }
            return seating;
        }, cancel);
    }

    /// <summary>Withdraws the signed-in learner; false when that was done before.</summary>
    /// <exception cref="Refusal"><c>class_unknown</c>, <c>learner_missing</c>, <c>enrolment_missing</c>, <c>class_begun</c>.</exception>
    public async Task<bool> WithdrawAsync(string classNo, ICurrentUser user, CancellationToken cancel = default)
    {
        var id = await database.ReadAsync(async db =>
        {
            var card = await classes.PublicAsync(db, classNo);
            var learner = await learners.OfUserAsync(db, user);
            return (await enrolments.OfLearnerAsync(db, card.Id, learner.Id))?.Id
                ?? throw new Refusal("enrolment_missing", "您没有报名本班，不需要退出。") { Status = 404 };
        }, cancel);
        var outcome = await database.WriteAsync(db => seats.TakeAsync(db, new StepRequest(EnrolmentStates.RecordType, id, EnrolmentSteps.Withdraw), user), cancel);
        return outcome.Taken;
    }
}
