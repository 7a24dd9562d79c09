using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Agreements;

/// <summary>A consent as stored.</summary>
internal sealed record AgreementConsent
{
    public long ClassId { get; init; }
    public long LearnerId { get; init; }
    public long AgreementId { get; init; }
    public int AgreementVersion { get; init; }
    public DateTimeOffset AgreedAt { get; init; }
}

/// <summary>Keeps who agreed to which version of the agreement for which class.</summary>
[RestsOn("BJTU:9(a)", How = "开放招生的班，学员同意现行版本的协议后才能签到和缴费；同意的版本与时间只增不改")]
internal sealed class AgreementService(IClassDirectory classes, IProjectDirectory projects, IAgreementTexts texts, EnrolmentRepository enrolments, Trace trace, TimeProvider clock) : IAgreementConsents
{
    /// <summary>The learners of this class have to agree: its project recruits from the public.</summary>
    public async Task<bool> IsAskedAsync(DbScope db, ClassCard card) =>
        card.ProjectId is { } id && await projects.FindAsync(db, id) is { IsOpenEnrolment: true };

    /// <summary>The text this learner still has to agree to for the class, or null when nothing is asked or all was agreed.</summary>
    public async Task<AgreementText?> OpenTextAsync(DbScope db, ClassCard card, long learnerId) =>
        await IsAskedAsync(db, card) && await OfAsync(db, card.Id, learnerId) is null ? await texts.CurrentAsync(db) : null;

    public Task<AgreementConsent?> OfAsync(DbScope db, long classId, long learnerId) => db.FirstAsync<AgreementConsent>("""
        SELECT class_id, learner_id, agreement_id, agreement_version, agreed_at FROM agreement_consent
        WHERE class_id = @classId AND learner_id = @learnerId ORDER BY id DESC LIMIT 1
        """, new { classId, learnerId });

    /// <summary>Everything the learner agreed to.</summary>
    public Task<IReadOnlyList<AgreementConsent>> OfLearnerAsync(DbScope db, long learnerId) => db.QueryAsync<AgreementConsent>(
        "SELECT class_id, learner_id, agreement_id, agreement_version, agreed_at FROM agreement_consent WHERE learner_id = @learnerId ORDER BY id", new { learnerId });

    /// <summary>Writes the consent down; the same version again changes nothing.</summary>
    /// <exception cref="Refusal"><c>agreement_changed</c>: not the version in force, which is to be read first; <c>enrolment_missing</c>.</exception>
    public async Task AgreeAsync(DbScope db, ClassCard card, long learnerId, long agreementId, ICurrentUser user)
    {
        if (await enrolments.OfLearnerAsync(db, card.Id, learnerId) is null)
        {
            throw new Refusal("enrolment_missing", "您没有报名本班，不需要同意协议。") { Status = 404 };
        }
        if (!await IsAskedAsync(db, card))
        {
            return;
        }
        if (await texts.CurrentAsync(db) is not { } text || text.Id != agreementId)
        {
            throw new Refusal("agreement_changed", "协议刚才换了新版，请重新阅读后再同意。") { Status = 409 };
        }
        var added = await db.ExecuteAsync("""
            INSERT INTO agreement_consent (class_id, learner_id, agreement_id, agreement_version, agreed_at, agreed_by)
            VALUES (@ClassId, @learnerId, @TextId, @Version, @Now, @AccountId) ON CONFLICT (class_id, learner_id, agreement_id) DO NOTHING
            """, new { ClassId = card.Id, learnerId, TextId = text.Id, text.Version, Now = clock.GetUtcNow(), user.AccountId });
        if (added == 1)
        {
            await trace.AppendAsync(db, new TraceEntry(LearnerTraces.RecordType, learnerId, "agreement_agreed") { Comment = $"{card.ClassNo}，协议第 {text.Version} 版" }, user);
        }
    }

    /// <summary>Refuses who has not agreed. Before any text is published there is nothing to agree to; such a class is stopped from opening.</summary>
    public async Task RequireAsync(DbScope db, long classId, long learnerId)
    {
        if ((await MissingAsync(db, classId, [learnerId])).Count > 0)
        {
            throw new AgreementMissing((await classes.GetAsync(db, [classId])).Single().ClassNo) { Status = 409, Field = "Code" };
        }
    }

    public async Task<IReadOnlyList<long>> MissingAsync(DbScope db, long classId, IReadOnlyCollection<long> learnerIds)
    {
        if (learnerIds.Count == 0 || (await classes.GetAsync(db, [classId])).FirstOrDefault() is not { } card || !await IsAskedAsync(db, card)
            || await texts.CurrentAsync(db) is null)
        {
            return [];
        }
        var agreed = (await db.QueryAsync<long>("SELECT DISTINCT learner_id FROM agreement_consent WHERE class_id = @classId", new { classId })).ToHashSet();
        return [.. learnerIds.Where(id => !agreed.Contains(id))];
    }
}
