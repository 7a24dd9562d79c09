namespace CEBase.Enrollment.Seats;

/// <summary>A gate of an enrolment's step.</summary>
internal abstract class EnrolmentGate(string step, string label) : IStepGate
{
    public string RecordType => EnrolmentStates.RecordType;
    public string Step { get; } = step;
    public string Label { get; } = label;

    public abstract Task<IReadOnlyList<Finding>> CheckAsync(StepContext step);
}

/// <summary>Class, profile and audience, before somebody comes in.</summary>
internal sealed class EnteringGate(string step, string label, FactGatherer facts, Func<ApplicationFacts, IReadOnlyList<Finding>> rule) : EnrolmentGate(step, label)
{
    public override async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => rule(await facts.OfAsync(step));
}

/// <summary>Overlaps with other classes: shown to who applies, asked of who admits.</summary>
internal sealed class ClashGate(string step, FactGatherer facts, IClassDirectory classes) : EnrolmentGate(step, "时间冲突")
{
    public override async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var others = await step.Session.QueryAsync<long>("""
            SELECT o.class_id FROM enrolment e JOIN enrolment o ON o.learner_id = e.learner_id AND o.id <> e.id AND o.state = @State
            WHERE e.id = @RecordId
            """, new { step.RecordId, State = EnrolmentStates.Admitted });
        if (others.Count == 0)
        {
            return [];
        }
        var classId = await step.Session.ScalarAsync<long>("SELECT class_id FROM enrolment WHERE id = @RecordId", new { step.RecordId });
        return TimesAreFree.Check(await facts.ClassAsync(step.Session, classId), await classes.GetAsync(step.Session, [.. others]), Step == EnrolmentSteps.Admit);
    }
}

/// <summary>Seats, and those who wait before: shown before staff admit. The move itself claims the seat.</summary>
internal sealed class SeatGate(SeatPool pool) : EnrolmentGate(EnrolmentSteps.Admit, "名额")
{
    public override async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var row = (await step.Session.FirstAsync<Enrolment>("SELECT id, class_id, quota_id, turn FROM enrolment WHERE id = @RecordId", new { step.RecordId }))!;
        var seats = await pool.ReadAsync(step.Session, row.ClassId);
        if (seats is null || seats.Free == 0)
        {
            return [Finding.Block("seats.full", $"本班 {seats?.Capacity ?? 0} 个名额已满，可以列入候补，有人退出时按次序递补。")];
        }
        if (row.QuotaId is { } quota && (await pool.GroupsAsync(step.Session, row.ClassId)).FirstOrDefault(g => g.QuotaId == quota) is { Free: 0 } group)
        {
            return [Finding.Block("seats.group_full", $"分组“{group.Label}”的 {group.Seats} 个名额已满，可以列入候补，或在班级资料里调整分组名额。")];
        }
        if (step.From != EnrolmentStates.Waitlisted)
        {
            return [];
        }
        var before = await WaitingList.PlaceAsync(step.Session, row.ClassId, row.Turn) - 1;
        return before > 0 ? [Finding.Review("waiting.order", $"候补名单上前面还有 {before} 人，提前录取请写明理由。")] : [];
    }
}

/// <summary>People who applied together are admitted together, or apart with a reason.</summary>
internal sealed class WholeGroupGate() : EnrolmentGate(EnrolmentSteps.Admit, "集体报名")
{
    public override async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var others = await step.Session.ScalarAsync<long>("""
            SELECT count(*) FROM enrolment e JOIN enrolment o ON o.group_application_id = e.group_application_id AND o.id <> e.id
            WHERE e.id = @RecordId AND o.state IN @Undecided
            """, new { step.RecordId, Undecided = (string[])[EnrolmentStates.Pending, EnrolmentStates.Waitlisted] });
        return others == 0 ? [] : [Finding.Review("group.split", $"这是集体报名，另有 {others} 人尚未录取。集体报名应整体录取，分开办理请写明理由。")];
    }
}

/// <summary>A learner withdraws before the class begins.</summary>
internal sealed class WithdrawGate(FactGatherer facts, TimeProvider clock) : EnrolmentGate(EnrolmentSteps.Withdraw, "开班时间")
{
    public override async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var classId = await step.Session.ScalarAsync<long>("SELECT class_id FROM enrolment WHERE id = @RecordId", new { step.RecordId });
        return ClassHasNotBegun.Check(await facts.ClassAsync(step.Session, classId), clock.Today());
    }
}
