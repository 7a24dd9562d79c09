using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Seats;

/// <summary>Where an application led.</summary>
/// <param name="EnrolmentId">The enrolment.</param>
/// <param name="State">One of <see cref="EnrolmentStates"/>.</param>
/// <param name="IsNew">False when the learner was in already and nothing changed.</param>
internal sealed record Seating(long EnrolmentId, string State, bool IsNew)
{
    /// <summary>Place in the line, from 1; null when not waiting.</summary>
    public int? Place { get; init; }
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}

/// <summary>An application for a seat.</summary>
/// <param name="Class">The class.</param>
/// <param name="LearnerId">Who is to sit in it.</param>
/// <param name="EmployerKey">Key of the learner's employer, which decides the group.</param>
/// <param name="Step">One of <see cref="EnrolmentSteps.Entering"/>.</param>
/// <param name="Source">One of <see cref="Sources"/>.</param>
internal sealed record SeatRequest(ClassCard Class, long LearnerId, string EmployerKey, string Step, string Source)
{
    public long? GroupApplicationId { get; init; }

    /// <summary>Leaves the application waiting for the caller to seat it: a group is seated whole.</summary>
    public bool HoldBack { get; init; }
}

/// <summary>
/// The one service by which anybody gets a seat or gives it back: portal, staff, roster, organisation, waiting list, API. Every method works
/// inside the caller's transaction. See docs/seats.md.
/// </summary>
internal sealed class SeatService(SeatPool pool, WorkflowEngine engine, TimeProvider clock)
{
    /// <summary>
    /// Applies: seated at once where a seat is free, else last in line; where the class is reviewed, waits for staff. The same application
    /// again gives the same enrolment back.
    /// </summary>
    /// <exception cref="Refusal">With the code of the rule that stopped it: <c>class_not_open</c>, <c>class_enrolment_over</c>, <c>audience_client_only</c> …</exception>
    public async Task<Seating> ApplyAsync(DbScope db, SeatRequest request, ICurrentUser user)
    {
        var (id, state) = await OpenRowAsync(db, request);
        if (state is EnrolmentStates.Pending or EnrolmentStates.Waitlisted or EnrolmentStates.Admitted)
        {
            return await DescribeAsync(db, new Seating(id, state, IsNew: false));
        }
        var applied = await engine.TakeAsync(db, new StepRequest(EnrolmentStates.RecordType, id, request.Step), user);
        if (!applied.Taken)
        {
            throw RefusalOf(applied);
        }
        db.AfterCommit(() => Measures.Applied(request.Source));
        if (request.Class.NeedsReview || request.HoldBack)
        {
            return new Seating(id, EnrolmentStates.Pending, IsNew: true) { Findings = applied.Findings };
        }
        return (await SeatOrQueueAsync(db, id)) with { Findings = applied.Findings };
    }

    /// <summary>Seats a pending application, or puts it last in line.</summary>
    public async Task<Seating> SeatOrQueueAsync(DbScope db, long enrolmentId)
    {
        if ((await StepAsync(db, enrolmentId, EnrolmentSteps.Seat)).Taken)
        {
            return new Seating(enrolmentId, EnrolmentStates.Admitted, IsNew: true);
        }
        return await QueueAsync(db, enrolmentId);
    }

    /// <summary>Puts a pending application last in line.</summary>
    public async Task<Seating> QueueAsync(DbScope db, long enrolmentId)
    {
        var queued = await StepAsync(db, enrolmentId, EnrolmentSteps.Queue);
        if (!queued.Taken)
        {
            throw RefusalOf(queued);
        }
        // Between the failed claim and the line a seat may have come free; joining the line hands it out, perhaps to this very person.
        var state = await db.ScalarAsync<string>("SELECT state FROM enrolment WHERE id = @enrolmentId", new { enrolmentId });
        return await DescribeAsync(db, new Seating(enrolmentId, state!, IsNew: true));
    }

    /// <summary>Takes any other step of an enrolment.</summary>
    /// <exception cref="Refusal">The step was not taken; the sentence says why, <c>already_done</c> when it was taken before.</exception>
    public async Task<StepOutcome> TakeAsync(DbScope db, StepRequest request, ICurrentUser user)
    {
        var outcome = await engine.TakeAsync(db, request, user);
        return outcome.Taken || outcome.AlreadyThere ? outcome : throw RefusalOf(outcome);
    }

    /// <summary>Takes a step that only the program takes.</summary>
    public Task<StepOutcome> StepAsync(DbScope db, long enrolmentId, string step, string? comment = null) =>
        engine.TakeAsync(db, new StepRequest(EnrolmentStates.RecordType, enrolmentId, step) { Comment = comment }, SystemUser.Instance);

    /// <summary>A refused step as a refusal for page, API and command line: the first finding that stops it gives code and sentence.</summary>
    public static Refusal RefusalOf(StepOutcome outcome)
    {
        var stop = outcome.Findings.FirstOrDefault(f => f.Severity == Severity.Block) ?? outcome.Findings.FirstOrDefault(f => f.Severity == Severity.Review);
        return stop is null
            ? new Refusal("step_refused", outcome.Refusal!) { Status = 409 }
            : new Refusal(stop.Rule.Replace('.', '_'), stop.Sentence) { Status = 409 };
    }

    /// <summary>The learner's row of the class and its state: found, made, or made ready to come in once more.</summary>
    private async Task<(long Id, string State)> OpenRowAsync(DbScope db, SeatRequest request)
    {
        var found = await FindAsync(db, request);
        if (found is not null && found.State is not (EnrolmentStates.Withdrawn or EnrolmentStates.Refused))
        {
            return (found.Id, found.State);
        }
        if (found is { State: EnrolmentStates.Refused } && request.Step == EnrolmentSteps.Apply)
        {
            throw new Refusal("application_refused", "您在本班的报名未被录取，不能再次自行报名。如有疑问，请联系基地。") { Status = 409 };
        }
        var values = new
        {
            found?.Id,
            found?.State,
            ClassId = request.Class.Id,
            request.LearnerId,
            Started = TransientStates.Started,
            request.Source,
            QuotaId = SeatPool.GroupOf(await pool.OpenAsync(db, request.Class), request.EmployerKey),
            request.GroupApplicationId,
            Now = clock.GetUtcNow(),
        };
        var id = found is null
            ? await db.InsertAsync("""
                INSERT INTO enrolment (class_id, learner_id, state, source, quota_id, turn, group_application_id, applied_at)
                VALUES (@ClassId, @LearnerId, @Started, @Source, @QuotaId, 0, @GroupApplicationId, @Now)
                ON CONFLICT (class_id, learner_id) DO NOTHING
                """, values)
            : await db.InsertAsync("""
                UPDATE enrolment SET source = @Source, quota_id = @QuotaId, turn = 0, group_application_id = @GroupApplicationId, applied_at = @Now
                WHERE id = @Id AND state = @State
                """, values);
        if (id != 0)
        {
            return (id, found?.State ?? TransientStates.Started);
        }
        // The same application came in twice at once and the other one was first.
        var other = (await FindAsync(db, request))!;
        return (other.Id, other.State);
    }

    private static Task<Enrolment?> FindAsync(DbScope db, SeatRequest request) => db.FirstAsync<Enrolment>(
        "SELECT id, state, turn, class_id FROM enrolment WHERE class_id = @ClassId AND learner_id = @LearnerId",
        new { ClassId = request.Class.Id, request.LearnerId });

    private static async Task<Seating> DescribeAsync(DbScope db, Seating seating)
    {
        if (seating.State != EnrolmentStates.Waitlisted)
        {
            return seating;
        }
        var row = (await db.FirstAsync<Enrolment>("SELECT class_id, turn FROM enrolment WHERE id = @EnrolmentId", new { seating.EnrolmentId }))!;
        return seating with { Place = await WaitingList.PlaceAsync(db, row.ClassId, row.Turn) };
    }
}
