namespace CEBase.Enrollment.Seats;

/// <summary>Seats were set or changed in the catalogue: makes or resizes the pool and seats those for whom there is room now.</summary>
internal sealed class ResizeSeats(SeatPool pool, WaitingList line, WorkflowEngine engine) : IDomainEventHandler<ClassSeatsChanged>
{
    public async Task HandleAsync(ClassSeatsChanged happened, DbScope db, CancellationToken cancel)
    {
        await pool.ResizeAsync(db, happened.ClassId, happened.Capacity);
        await line.AdvanceAsync(db, engine, happened.ClassId);
    }
}

/// <summary>The class moved on: a cancelled one ends its enrolments, one that begins ends its waiting list.</summary>
internal sealed class FollowClassState(SeatPool pool, SeatService seats) : IDomainEventHandler<ClassStateChanged>
{
    public async Task HandleAsync(ClassStateChanged happened, DbScope db, CancellationToken cancel)
    {
        if (happened.To == ClassStates.Cancelled)
        {
            await pool.SetOpenAsync(db, happened.ClassId, false);
            await EndAsync(db, happened.ClassId, EnrolmentSteps.EndWithClass, "培训班取消。", EnrolmentStates.Waitlisted, EnrolmentStates.Pending, EnrolmentStates.Admitted);
            return;
        }
        await pool.SetOpenAsync(db, happened.ClassId, true);
        if (happened.To == ClassStates.Running)
        {
            await EndAsync(db, happened.ClassId, EnrolmentSteps.Lapse, "开班时仍未轮到。", EnrolmentStates.Waitlisted, EnrolmentStates.Pending);
        }
    }

    private async Task EndAsync(DbScope db, long classId, string step, string comment, params string[] states)
    {
        var ids = await db.QueryAsync<long>("SELECT id FROM enrolment WHERE class_id = @classId AND state IN @states ORDER BY id", new { classId, states });
        foreach (var id in ids)
        {
            await seats.StepAsync(db, id, step, comment);
        }
    }
}
