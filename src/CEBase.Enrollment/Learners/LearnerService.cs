namespace CEBase.Enrollment.Learners;

/// <summary>What is done with a learner's record, each time with a trace.</summary>
internal sealed class LearnerService(LearnerRepository learners, IPersonalNumbers numbers, ITitles titles, Trace trace, TimeProvider clock)
{
    /// <summary>Writes what may change of contact and work; nothing when it is as before.</summary>
    public async Task ChangeAsync(DbScope db, Learner learner, ProfileForm form, ICurrentUser user)
    {
        var changed = form.Onto(learner, await titles.TableAsync(db));
        if (changed != learner)
        {
            await learners.UpdateAsync(db, changed);
            await TraceAsync(db, learner.Id, LearnerTraces.Changed, null, user);
        }
    }

    /// <summary>The whole document number.</summary>
    /// <exception cref="Refusal"><c>not_allowed</c>, <c>reason_missing</c>, <c>not_found</c>.</exception>
    public async Task<string> RevealAsync(DbScope db, long id, string? reason, ICurrentUser user)
    {
        user.Demand(Permissions.Reveal, "您没有查看完整证件号码的权限，请联系管理员。");
        var why = Reason(reason, "查看完整证件号码须写明理由，会留下痕迹。");
        var learner = await learners.RequireAsync(db, id);
        await TraceAsync(db, learner.Id, LearnerTraces.Revealed, why, user);
        return numbers.Reveal(await learners.NumberAsync(db, id));
    }

    /// <summary>On the learner's request: contact data go, what the archive must keep stays and serves the archive only.</summary>
    /// <exception cref="Refusal"><c>not_allowed</c>, <c>reason_missing</c>, <c>not_found</c>.</exception>
    public async Task RestrictAsync(DbScope db, long id, string? reason, ICurrentUser user)
    {
        user.Demand(Permissions.ManageLearners, "您没有维护学员资料的权限，请联系管理员。");
        var why = Reason(reason, "限制处理须写明依据，如学员申请的日期。");
        var learner = await learners.RequireAsync(db, id);
        if (learner.RestrictedAt is null)
        {
            await learners.UpdateAsync(db, learner with { Phone = null, Email = null, RestrictedAt = clock.GetUtcNow() });
            await TraceAsync(db, id, LearnerTraces.Restricted, why, user);
        }
    }

    private Task TraceAsync(DbScope db, long id, string act, string? comment, ICurrentUser user) =>
        trace.AppendAsync(db, new TraceEntry(LearnerTraces.RecordType, id, act) { Comment = comment }, user);

    private static string Reason(string? typed, string sentence) =>
        TextFold.Of(typed, Keep.Words) is { Length: >= 2 } why ? why : throw new Refusal("reason_missing", sentence) { Field = "reason" };
}
