using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Seats;

/// <summary>What the pool of a class says.</summary>
internal sealed record PoolRow
{
    public long ClassId { get; init; }
    public int Capacity { get; init; }
    public int Taken { get; init; }

    public int Free => Capacity - Taken;
}

/// <summary>What a group's cap says.</summary>
internal sealed record GroupRow
{
    public long QuotaId { get; init; }
    public string Label { get; init; } = "";
    public string? EmployerKey { get; init; }
    public int Seats { get; init; }
    public int Taken { get; init; }

    public int Free => Seats - Taken;
}

/// <summary>
/// The statements on the seats of a class. A claim is one conditional update: it either finds a free seat and takes it, or touches nothing.
/// Only <see cref="EnrolmentWorkflow"/> claims and releases, as part of moving an enrolment's state. See docs/seats.md.
/// </summary>
internal sealed class SeatPool(IClassDirectory classes, TimeProvider clock)
{
    public Task<PoolRow?> ReadAsync(DbScope db, long classId) =>
        db.FirstAsync<PoolRow>("SELECT class_id, capacity, taken FROM seat_pool WHERE class_id = @classId", new { classId });

    /// <summary>Reads the pool and holds it until the transaction ends: from here on nobody else changes seats or line of the class.</summary>
    public Task<PoolRow?> LockAsync(DbScope db, long classId) =>
        db.FirstAsync<PoolRow>("SELECT class_id, capacity, taken FROM seat_pool WHERE class_id = @classId" + db.Dialect.ForUpdate, new { classId });

    public Task<IReadOnlyList<GroupRow>> GroupsAsync(DbScope db, long classId) =>
        db.QueryAsync<GroupRow>("SELECT quota_id, label, employer_key, seats, taken FROM seat_group WHERE class_id = @classId ORDER BY quota_id", new { classId });

    /// <summary>Takes one seat, of the group too when there is one; false when either is full. The pool's row comes first on every path.</summary>
    public async Task<bool> TryClaimAsync(DbScope db, long classId, long? quotaId)
    {
        if (await db.ExecuteAsync("UPDATE seat_pool SET taken = taken + 1 WHERE class_id = @classId AND taken < capacity AND is_open", new { classId }) == 0)
        {
            return false;
        }
        if (quotaId is null || await db.ExecuteAsync("UPDATE seat_group SET taken = taken + 1 WHERE quota_id = @quotaId AND taken < seats", new { quotaId }) == 1)
        {
            return true;
        }
        await db.ExecuteAsync("UPDATE seat_pool SET taken = taken - 1 WHERE class_id = @classId", new { classId });
        return false;
    }

    public async Task ReleaseAsync(DbScope db, long classId, long? quotaId)
    {
        await db.ExecuteAsync("UPDATE seat_pool SET taken = taken - 1 WHERE class_id = @classId", new { classId });
        if (quotaId is not null)
        {
            await db.ExecuteAsync("UPDATE seat_group SET taken = taken - 1 WHERE quota_id = @quotaId", new { quotaId });
        }
    }

    /// <summary>Draws the next number of the line and thereby holds the pool until the transaction ends.</summary>
    /// <exception cref="Refusal"><c>class_not_open</c>: the class was cancelled in the meantime.</exception>
    public async Task<long> DrawTurnAsync(DbScope db, long classId)
    {
        var turn = await db.ScalarAsync<long?>("UPDATE seat_pool SET turn = turn + 1 WHERE class_id = @classId AND is_open RETURNING turn", new { classId });
        return turn ?? throw new Refusal("class_not_open", "本班刚刚停止报名，请在课程目录中查看其他班次。") { Status = 409 };
    }

    /// <summary>Lets the seats be claimed, or stops every claim: a cancelled class.</summary>
    public Task SetOpenAsync(DbScope db, long classId, bool isOpen) =>
        db.ExecuteAsync("UPDATE seat_pool SET is_open = @isOpen WHERE class_id = @classId", new { classId, isOpen });

    /// <summary>Writes what happened to a seat.</summary>
    public Task WriteLedgerAsync(DbScope db, long enrolmentId, int change, string reason) => db.ExecuteAsync("""
        INSERT INTO seat_ledger (class_id, enrolment_id, learner_id, quota_id, change, reason, at)
        SELECT class_id, id, learner_id, quota_id, @change, @reason, @At FROM enrolment WHERE id = @enrolmentId
        """, new { enrolmentId, change, reason, At = clock.GetUtcNow() });

    /// <summary>The groups of a class, making the pool first when the class was set up without one.</summary>
    public async Task<IReadOnlyList<GroupRow>> OpenAsync(DbScope db, ClassCard card)
    {
        var rows = await ReadGroupsAsync(db, card.Id);
        if (rows.Count == 0)
        {
            await ResizeAsync(db, card.Id, card.Capacity);
            rows = await ReadGroupsAsync(db, card.Id);
        }
        return [.. rows.Where(g => g.QuotaId != 0)];

        static Task<IReadOnlyList<GroupRow>> ReadGroupsAsync(DbScope db, long classId) => db.QueryAsync<GroupRow>("""
            SELECT COALESCE(g.quota_id, 0) AS quota_id, g.label, g.employer_key, COALESCE(g.seats, 0) AS seats, COALESCE(g.taken, 0) AS taken
            FROM seat_pool p LEFT JOIN seat_group g ON g.class_id = p.class_id WHERE p.class_id = @classId ORDER BY g.quota_id
            """, new { classId });
    }

    /// <summary>
    /// Makes the pool, or sets its seats and group caps to what the catalogue says. Groups follow the employers of those who are enrolled.
    /// </summary>
    /// <exception cref="Refusal"><c>seats_below_taken</c>, <c>group_below_taken</c>: more people hold seats than there would be.</exception>
    public async Task ResizeAsync(DbScope db, long classId, int capacity)
    {
        await db.ExecuteAsync("INSERT INTO seat_pool (class_id, capacity, taken, turn, is_open) VALUES (@classId, 0, 0, 0, TRUE) ON CONFLICT (class_id) DO NOTHING", new { classId });
        var pool = (await LockAsync(db, classId))!;
        if (capacity < pool.Taken)
        {
            throw new Refusal("seats_below_taken", $"已有 {pool.Taken} 人录取，名额不能少于这个数。如需减少，请先办理退班。") { Field = "Capacity", Status = 409 };
        }
        await db.ExecuteAsync("UPDATE seat_pool SET capacity = @capacity WHERE class_id = @classId", new { classId, capacity });
        var quotas = await classes.QuotasAsync(db, classId);
        if (quotas.Count > 0 || (await GroupsAsync(db, classId)).Count > 0)
        {
            await RegroupAsync(db, classId, quotas);
        }
    }

    private static async Task RegroupAsync(DbScope db, long classId, IReadOnlyList<SeatQuota> quotas)
    {
        var people = await db.QueryAsync<Member>("""
            SELECT e.id, e.state, e.quota_id, l.employer_key FROM enrolment e JOIN learner l ON l.id = e.learner_id WHERE e.class_id = @classId
            """, new { classId });
        var groups = quotas.Select(q => new GroupRow { QuotaId = q.Id, Label = q.Label, EmployerKey = q.Employer is null ? null : Employers.Key(q.Employer), Seats = q.Seats }).ToList();
        await db.ExecuteAsync("DELETE FROM seat_group WHERE class_id = @classId", new { classId });
        var placed = people.Select(p => (Person: p, Group: GroupOf(groups, p.EmployerKey))).ToList();
        foreach (var group in groups)
        {
            var taken = placed.Count(p => p.Group == group.QuotaId && p.Person.State == EnrolmentStates.Admitted);
            if (taken > group.Seats)
            {
                throw new Refusal("group_below_taken", $"分组“{group.Label}”已有 {taken} 人录取，分组名额不能少于这个数。") { Field = "Quotas", Status = 409 };
            }
            await db.ExecuteAsync("""
                INSERT INTO seat_group (quota_id, class_id, label, employer_key, seats, taken) VALUES (@QuotaId, @classId, @Label, @EmployerKey, @Seats, @taken)
                """, new { group.QuotaId, classId, group.Label, group.EmployerKey, group.Seats, taken });
        }
        foreach (var moved in placed.Where(p => p.Group != p.Person.QuotaId))
        {
            await db.ExecuteAsync("UPDATE enrolment SET quota_id = @Group WHERE id = @Id", new { moved.Group, moved.Person.Id });
        }
    }

    /// <summary>The group an employer's people belong to: their own, else the one for everybody else, else none.</summary>
    public static long? GroupOf(IReadOnlyList<GroupRow> groups, string employerKey) =>
        (groups.FirstOrDefault(g => g.EmployerKey == employerKey) ?? groups.FirstOrDefault(g => g.EmployerKey is null))?.QuotaId;

    private sealed record Member
    {
        public long Id { get; init; }
        public string State { get; init; } = "";
        public long? QuotaId { get; init; }
        public string EmployerKey { get; init; } = "";
    }
}
