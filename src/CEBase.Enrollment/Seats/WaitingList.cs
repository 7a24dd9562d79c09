namespace CEBase.Enrollment.Seats;

/// <summary>
/// The line (候补) of a class: gives free seats to those who wait, in order, in the transaction that freed them. The order is strict among
/// those who fit: somebody whose group is at its cap, or a group application larger than what is free, is passed over and keeps the place.
/// </summary>
internal sealed class WaitingList(SeatPool pool, IClassDirectory classes)
{
    /// <summary>Seats everybody who fits. Does nothing once the class has begun or was cancelled.</summary>
    public async Task<int> AdvanceAsync(DbScope db, WorkflowEngine engine, long classId)
    {
        var seats = await pool.LockAsync(db, classId);
        if (seats is null || seats.Free == 0)
        {
            return 0;
        }
        var waiting = await db.QueryAsync<Waiting>(
            "SELECT id, quota_id, group_application_id FROM enrolment WHERE class_id = @classId AND state = @State ORDER BY turn, id",
            new { classId, State = EnrolmentStates.Waitlisted });
        if (waiting.Count == 0 || !await IsRunningAsync(db, classId))
        {
            return 0;
        }
        var incomplete = await IncompleteGroupsAsync(db, classId, waiting);
        var room = (await pool.GroupsAsync(db, classId)).ToDictionary(g => g.QuotaId, g => g.Free);
        var free = seats.Free;
        var seated = 0;
        foreach (var unit in Units(waiting.Where(w => w.GroupApplicationId is not { } together || !incomplete.Contains(together))))
        {
            if (free == 0)
            {
                break;
            }
            if (Fits(unit, free, room))
            {
                foreach (var person in unit)
                {
                    await SeatAsync(db, engine, person.Id);
                    if (person.QuotaId is { } quota && room.ContainsKey(quota))
                    {
                        room[quota]--;
                    }
                }
                free -= unit.Count;
                seated += unit.Count;
            }
        }
        return seated;
    }

    /// <summary>Place in the line, from 1.</summary>
    public static async Task<int> PlaceAsync(DbScope db, long classId, long turn) => (int)await db.ScalarAsync<long>(
        "SELECT count(*) FROM enrolment WHERE class_id = @classId AND state = @State AND turn <= @turn",
        new { classId, State = EnrolmentStates.Waitlisted, turn });

    private async Task<bool> IsRunningAsync(DbScope db, long classId) =>
        (await classes.GetAsync(db, [classId])).FirstOrDefault()?.State is ClassStates.Open or ClassStates.Ready;

    /// <summary>Group applications of which some people are not in the line yet: they wait until they can be seated whole.</summary>
    private static async Task<HashSet<long>> IncompleteGroupsAsync(DbScope db, long classId, IReadOnlyList<Waiting> waiting) =>
        waiting.All(w => w.GroupApplicationId is null) ? [] : [.. await db.QueryAsync<long>("""
            SELECT DISTINCT group_application_id FROM enrolment WHERE class_id = @classId AND state = @State AND group_application_id IS NOT NULL
            """, new { classId, State = EnrolmentStates.Pending })];

    private static async Task SeatAsync(DbScope db, WorkflowEngine engine, long enrolmentId)
    {
        var outcome = await engine.TakeAsync(db, new StepRequest(EnrolmentStates.RecordType, enrolmentId, EnrolmentSteps.Promote), SystemUser.Instance);
        if (!outcome.Taken)
        {
            throw new Refusal("promotion_failed", $"候补递补没有办成：{outcome.Refusal}") { Status = 409 };
        }
    }

    private static IEnumerable<IReadOnlyList<Waiting>> Units(IEnumerable<Waiting> waiting) =>
        waiting.GroupBy(w => w.GroupApplicationId is { } together ? -together : w.Id).Select(g => g.ToList());

    private static bool Fits(IReadOnlyList<Waiting> unit, int free, Dictionary<long, int> room) =>
        unit.Count <= free && unit.GroupBy(w => w.QuotaId).All(g => g.Key is not { } quota || room.GetValueOrDefault(quota, int.MaxValue) >= g.Count());

    private sealed record Waiting
    {
        public long Id { get; init; }
        public long? QuotaId { get; init; }
        public long? GroupApplicationId { get; init; }
    }
}
