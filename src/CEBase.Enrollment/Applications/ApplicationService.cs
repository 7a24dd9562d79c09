using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Applications;

/// <summary>What a learner does with an own enrolment: apply and withdraw, from page and API alike.</summary>
internal sealed class ApplicationService(IDatabase database, IClassDirectory classes, LearnerStore learners, SeatService seats, AgreementService agreements)
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
        var (card, learner) = await database.ReadAsync(async db => (await ClassAsync(db, classNo), await LearnerAsync(db, user)), cancel);
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
            var card = await ClassAsync(db, classNo);
            var learner = await LearnerAsync(db, user);
            return await db.ScalarAsync<long?>("SELECT id FROM enrolment WHERE class_id = @ClassId AND learner_id = @LearnerId", new { ClassId = card.Id, LearnerId = learner.Id })
                ?? throw new Refusal("enrolment_missing", "您没有报名本班，不需要退出。") { Status = 404 };
        }, cancel);
        var outcome = await database.WriteAsync(db => seats.TakeAsync(db, new StepRequest(EnrolmentStates.RecordType, id, EnrolmentSteps.Withdraw), user), cancel);
        return outcome.Taken;
    }

    /// <exception cref="Refusal"><c>class_unknown</c>: none of that number, or not public yet.</exception>
    public async Task<ClassCard> ClassAsync(DbScope db, string classNo) =>
        await classes.FindAsync(db, classNo) is { State: not (ClassStates.Draft or ClassStates.Planned) } card
            ? card
            : throw new Refusal("class_unknown", $"没有班号为“{classNo}”的培训班，请核对班号。") { Status = 404 };

    /// <exception cref="Refusal"><c>learner_missing</c>: a staff account.</exception>
    public async Task<Learner> LearnerAsync(DbScope db, ICurrentUser user) =>
        (user.AccountId is { } id ? await learners.OfAccountAsync(db, id) : null)
        ?? throw new Refusal("learner_missing", "您的账号没有学员资料，不能报名。请用本人手机号或邮箱注册学员账号后再报名。") { Status = 409 };
}
