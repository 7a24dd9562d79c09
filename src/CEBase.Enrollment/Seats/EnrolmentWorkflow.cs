using static CEBase.Enrollment.EnrolmentStates;

namespace CEBase.Enrollment.Seats;

/// <summary>Names of the steps of an enrolment.</summary>
internal static class EnrolmentSteps
{
    public const string Apply = "apply";
    public const string Enrol = "enrol";
    public const string Roster = "roster";
    public const string Nominate = "nominate";
    public const string Seat = "seat";
    public const string Queue = "queue";
    public const string Admit = "admit";
    public const string Waitlist = "waitlist";
    public const string Promote = "promote";
    public const string Withdraw = "withdraw";
    public const string Remove = "remove";
    public const string Refuse = "refuse";
    public const string Lapse = "lapse";
    public const string EndWithClass = "end_with_class";

    /// <summary>The steps by which somebody comes in, each with its own permission and the same gates.</summary>
    public static readonly IReadOnlyList<string> Entering = [Apply, Enrol, Roster, Nominate];
}

/// <summary>
/// The life of an enrolment. Being admitted and holding a seat are one thing: the move into <see cref="Admitted"/> claims the seat by a
/// conditional update and fails when there is none, the move out of it gives the seat back, and what was freed goes to the next in line.
/// </summary>
[RestsOn("NPU:11", How = "报名、录取与候补按固定环节办理，每一步留痕")]
internal sealed class EnrolmentWorkflow(SeatPool pool, WaitingList line, TimeProvider clock) : IWorkflow
{
    private static readonly string[] Outside = [TransientStates.Started, Withdrawn, Refused];
    private static readonly string[] Inside = [Pending, Waitlisted, Admitted];

    public WorkflowDefinition Definition { get; } = new(RecordType, "报名",
    [
        new(TransientStates.Started, "未提交", StateTone.Quiet),
        .. EnrolmentLooks.States,
    ],
    [
        new(EnrolmentSteps.Apply, "提交报名", [TransientStates.Started, Withdrawn], Pending, Permissions.Own),
        new(EnrolmentSteps.Enrol, "代为报名", Outside, Pending, Permissions.Manage),
        new(EnrolmentSteps.Roster, "按名册报名", Outside, Pending, Permissions.ImportRosters),
        new(EnrolmentSteps.Nominate, "单位报送", Outside, Pending, Permissions.OwnRosters),
        new(EnrolmentSteps.Seat, "有名额，直接录取", [Pending], Admitted, Permissions.Manage) { IsAutomatic = true },
        new(EnrolmentSteps.Queue, "名额已满，转入候补", [Pending], Waitlisted, Permissions.Manage) { IsAutomatic = true },
        new(EnrolmentSteps.Admit, "录取", [Pending, Waitlisted], Admitted, Permissions.Manage),
        new(EnrolmentSteps.Waitlist, "列入候补", [Pending], Waitlisted, Permissions.Manage),
        new(EnrolmentSteps.Promote, "候补递补", [Waitlisted], Admitted, Permissions.Manage) { IsAutomatic = true },
        new(EnrolmentSteps.Withdraw, "退出报名", Inside, Withdrawn, Permissions.Own) { IsGrave = true },
        new(EnrolmentSteps.Remove, "办理退班", Inside, Withdrawn, Permissions.Manage) { IsGrave = true, AsksComment = true },
        new(EnrolmentSteps.Refuse, "不予录取", [Pending, Waitlisted], Refused, Permissions.Manage) { IsGrave = true, AsksComment = true },
        new(EnrolmentSteps.Lapse, "开班时未轮到，候补结束", [Pending, Waitlisted], Refused, Permissions.Manage) { IsAutomatic = true },
        new(EnrolmentSteps.EndWithClass, "培训班取消，报名结束", Inside, Withdrawn, Permissions.Manage) { IsAutomatic = true },
    ]);

    /// <summary>
    /// In a write, somebody who waits or holds a seat is read under the lock of the pool, taken before the enrolment's own: every path takes
    /// the two in this order, so that they can't block each other.
    /// </summary>
    public async Task<string?> ReadStateAsync(DbScope db, long recordId)
    {
        var row = await db.FirstAsync<Enrolment>("SELECT id, class_id, state FROM enrolment WHERE id = @recordId", new { recordId });
        if (row is null || db.Transaction is null || db.Dialect.Kind == DatabaseKind.Sqlite || row.State is not (Waitlisted or Admitted))
        {
            return row?.State;
        }
        await pool.LockAsync(db, row.ClassId);
        return await db.ScalarAsync<string>("SELECT state FROM enrolment WHERE id = @recordId", new { recordId });
    }

    public async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to)
    {
        var row = (await db.FirstAsync<Enrolment>("SELECT id, class_id, quota_id, turn FROM enrolment WHERE id = @recordId", new { recordId }))!;
        if (to == Admitted && !await pool.TryClaimAsync(db, row.ClassId, row.QuotaId))
        {
            return false;
        }
        var moved = await db.ExecuteAsync("UPDATE enrolment SET state = @to, turn = @Turn, decided_at = @Now WHERE id = @recordId AND state = @from", new
        {
            recordId,
            from,
            to,
            Turn = to == Waitlisted ? await pool.DrawTurnAsync(db, row.ClassId) : row.Turn,
            Now = clock.GetUtcNow(),
        }) == 1;
        if (moved ? from == Admitted : to == Admitted)
        {
            await pool.ReleaseAsync(db, row.ClassId, row.QuotaId);
        }
        if (moved && to == Admitted)
        {
            await pool.WriteLedgerAsync(db, recordId, 1, from);
        }
        if (moved && from == Admitted)
        {
            await pool.WriteLedgerAsync(db, recordId, -1, to);
        }
        return moved;
    }

    public async Task ApplyAsync(StepContext step)
    {
        if (step.Step.To == Pending)
        {
            return;
        }
        var row = (await step.Session.FirstAsync<Enrolment>("SELECT id, class_id, learner_id, group_application_id FROM enrolment WHERE id = @RecordId", new { step.RecordId }))!;
        if (step.Step.To == Admitted)
        {
            await step.Session.RaiseAsync(new EnrolmentConfirmed(row.Id, row.ClassId, row.LearnerId));
        }
        if (step.From == Admitted)
        {
            await step.Session.RaiseAsync(new SeatGivenBack(row.Id, row.ClassId, row.LearnerId));
        }
        // A seat came free, somebody joined the line, or a group that waits got smaller and may fit now.
        var isSplit = step.Step.Name == EnrolmentSteps.Admit && row.GroupApplicationId is not null;
        if (isSplit || step.Step.To is Waitlisted or Withdrawn or Refused)
        {
            await line.AdvanceAsync(step.Session, row.ClassId);
        }
    }

    public async Task<bool> MayActAsync(DbScope db, long recordId, ICurrentUser user)
    {
        if (user.Has(Permissions.Manage) || user.Has(Permissions.ImportRosters))
        {
            return true;
        }
        return await db.ScalarAsync<long>("""
            SELECT count(*) FROM enrolment e JOIN learner l ON l.id = e.learner_id
            WHERE e.id = @recordId AND (l.account_id = @AccountId OR (@IsContact AND e.source = @Organisation
              AND l.employer_key IN (SELECT o.employer_key FROM organisation_contact o WHERE o.account_id = @AccountId)))
            """, new { recordId, user.AccountId, IsContact = user.Has(Permissions.OwnRosters), Learners.Sources.Organisation }) > 0;
    }
}
