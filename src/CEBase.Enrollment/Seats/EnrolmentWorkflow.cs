using CEBase.Enrollment.Learners;
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
internal sealed class EnrolmentWorkflow(EnrolmentRepository enrolments, SeatPool pool, WaitingList line, IClassDirectory classes, TimeProvider clock) : TableWorkflow<Enrolment>("enrolment", clock)
{
    private readonly TimeProvider _clock = clock;
    private readonly Dictionary<long, ClassCard> _cards = [];
    private DbScope? _scope;

    private static readonly string[] Outside = [TransientStates.Started, Withdrawn, Refused];
    private static readonly string[] Inside = [Pending, Waitlisted, Admitted];

    public override WorkflowDefinition Definition { get; } = new(RecordType, "报名",
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

    protected override void Describe(StepSet<Enrolment> steps)
    {
        var entering = steps.On([.. EnrolmentSteps.Entering]);
        foreach (var (label, check) in ApplicationFacts.Rules)
        {
            entering.Gate(label, async (step, e) => check(new ApplicationFacts(
                await ClassAsync(step.Db, e.ClassId), e.IsComplete, e.EmployerKey, step.Step.Name != EnrolmentSteps.Apply, _clock.Today())));
        }
        entering.Gate("时间冲突", (step, e) => ClashesAsync(step.Db, e, decides: false));
        steps.On(EnrolmentSteps.Admit)
            .Gate("时间冲突", (step, e) => ClashesAsync(step.Db, e, decides: true))
            .Gate("名额", SeatsAsync)
            .Gate("集体报名", GroupAsync);
        steps.On(EnrolmentSteps.Withdraw).Gate("开班时间", async (step, e) => ClassHasNotBegun.Check(await ClassAsync(step.Db, e.ClassId), _clock.Today()));
        steps.On([.. Definition.Steps.Where(s => s.To != Pending).Select(s => s.Name)]).Then(FollowAsync);
    }

    protected override Task<Enrolment?> ReadAsync(DbScope db, long recordId) => enrolments.FindAsync(db, recordId);

    protected override async Task<bool> MayActAsync(DbScope db, Enrolment record, ICurrentUser user) =>
        user.Has(Permissions.Manage) || user.Has(Permissions.ImportRosters) || (user.AccountId is not null && user.AccountId == record.AccountId)
        || (user.Has(Permissions.OwnRosters) && record.Source == Sources.Organisation && await db.ScalarAsync<long>(
            "SELECT count(*) FROM organisation_contact WHERE account_id = @AccountId AND employer_key = @EmployerKey", new { user.AccountId, record.EmployerKey }) > 0);

    /// <summary>
    /// In a write, somebody who waits or holds a seat is read under the lock of the pool, taken before the enrolment's own: every path takes
    /// the two in this order, so that they can't block each other.
    /// </summary>
    public override async Task<string?> ReadStateAsync(DbScope db, long recordId)
    {
        var row = await db.FirstAsync<Enrolment>("SELECT id, class_id, state FROM enrolment WHERE id = @recordId", new { recordId });
        if (row is null || db.Transaction is null || db.Dialect.Kind == DatabaseKind.Sqlite || row.State is not (Waitlisted or Admitted))
        {
            return row?.State;
        }
        await pool.LockAsync(db, row.ClassId);
        return await db.ScalarAsync<string>("SELECT state FROM enrolment WHERE id = @recordId", new { recordId });
    }

    public override async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to)
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
            Now = _clock.GetUtcNow(),
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

    private async Task FollowAsync(StepContext step, Enrolment e)
    {
        if (step.Step.To == Admitted)
        {
            await step.Db.RaiseAsync(new EnrolmentConfirmed(e.Id, e.ClassId, e.LearnerId));
        }
        if (step.From == Admitted)
        {
            await step.Db.RaiseAsync(new SeatGivenBack(e.Id, e.ClassId, e.LearnerId));
        }
        // A seat came free, somebody joined the line, or a group that waits got smaller and may fit now.
        var isSplit = step.Step.Name == EnrolmentSteps.Admit && e.GroupApplicationId is not null;
        if (isSplit || step.Step.To is Waitlisted or Withdrawn or Refused)
        {
            await line.AdvanceAsync(step.Db, step.Engine, e.ClassId);
        }
    }

    /// <summary>Overlaps with other classes: shown to who applies, asked of who admits.</summary>
    private async Task<IReadOnlyList<Finding>> ClashesAsync(DbScope db, Enrolment e, bool decides)
    {
        var others = await db.QueryAsync<long>("SELECT class_id FROM enrolment WHERE learner_id = @LearnerId AND id <> @Id AND state = @Admitted", new { e.LearnerId, e.Id, Admitted });
        return others.Count == 0 ? [] : TimesAreFree.Check(await ClassAsync(db, e.ClassId), await classes.GetAsync(db, [.. others]), decides);
    }

    /// <summary>Seats, and those who wait before: shown before staff admit. The move itself claims the seat.</summary>
    private async Task<IReadOnlyList<Finding>> SeatsAsync(StepContext step, Enrolment e)
    {
        var seats = await pool.ReadAsync(step.Db, e.ClassId);
        if (seats is null || seats.Free == 0)
        {
            return [Finding.Block("seats.full", $"本班 {seats?.Capacity ?? 0} 个名额已满，可以列入候补，有人退出时按次序递补。")];
        }
        if (e.QuotaId is { } quota && (await pool.GroupsAsync(step.Db, e.ClassId)).FirstOrDefault(g => g.QuotaId == quota) is { Free: 0 } group)
        {
            return [Finding.Block("seats.group_full", $"分组“{group.Label}”的 {group.Seats} 个名额已满，可以列入候补，或在班级资料里调整分组名额。")];
        }
        var before = step.From == Waitlisted ? await WaitingList.PlaceAsync(step.Db, e.ClassId, e.Turn) - 1 : 0;
        return before > 0 ? [Finding.Review("waiting.order", $"候补名单上前面还有 {before} 人，提前录取请写明理由。")] : [];
    }

    /// <summary>People who applied together are admitted together, or apart with a reason.</summary>
    private async Task<IReadOnlyList<Finding>> GroupAsync(StepContext step, Enrolment e)
    {
        var others = e.GroupApplicationId is null ? 0 : await step.Db.ScalarAsync<long>(
            "SELECT count(*) FROM enrolment WHERE group_application_id = @GroupApplicationId AND id <> @Id AND state IN @Undecided",
            new { e.GroupApplicationId, e.Id, Undecided = (string[])[Pending, Waitlisted] });
        return others == 0 ? [] : [Finding.Review("group.split", $"这是集体报名，另有 {others} 人尚未录取。集体报名应整体录取，分开办理请写明理由。")];
    }

    /// <summary>The class, read once a transaction: a roster asks for the same one hundreds of times.</summary>
    private async Task<ClassCard> ClassAsync(DbScope db, long classId)
    {
        if (!ReferenceEquals(db, _scope))
        {
            _scope = db;
            _cards.Clear();
        }
        return _cards.TryGetValue(classId, out var card) ? card : _cards[classId] = (await classes.GetAsync(db, [classId])).Single();
    }
}
