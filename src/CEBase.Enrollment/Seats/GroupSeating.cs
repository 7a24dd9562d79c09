using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Seats;

/// <summary>What became of a group application.</summary>
/// <param name="GroupApplicationId">Its number, or null when everybody was in already.</param>
/// <param name="State">Where all of them stand.</param>
/// <param name="People">How many came in by it.</param>
/// <param name="Already">How many were in already and stay as they were.</param>
internal sealed record GroupSeated(long? GroupApplicationId, string State, int People, int Already);

/// <summary>A group application (集体报名): seated whole when all fit, else kept whole on the waiting list.</summary>
internal sealed class GroupSeating(SeatService seats, SeatPool pool, TimeProvider clock)
{
    /// <exception cref="Refusal"><c>group_empty</c>; <c>group_too_large</c>: it could never be seated; or what stopped one of the people.</exception>
    public async Task<GroupSeated> ApplyAsync(DbScope db, ClassCard card, string organisation, IReadOnlyList<Learner> people, string step, string source, ICurrentUser user)
    {
        var groups = await pool.OpenAsync(db, card);
        var inside = await InsideAsync(db, card.Id, people);
        var coming = people.DistinctBy(p => p.Id).Where(p => !inside.Contains(p.Id)).ToList();
        if (coming.Count == 0)
        {
            return people.Count == 0
                ? throw new Refusal("group_empty", "名单是空的，请至少选择一名学员。")
                : new GroupSeated(null, EnrolmentStates.Admitted, 0, people.Count);
        }
        RefuseTooLarge(card, groups, coming);
        var groupId = await db.InsertAsync("""
            INSERT INTO group_application (class_id, organisation, people, applied_by, applied_by_name, applied_at)
            VALUES (@ClassId, @organisation, @People, @AccountId, @DisplayName, @Now)
            """, new { ClassId = card.Id, organisation, People = coming.Count, user.AccountId, user.DisplayName, Now = clock.GetUtcNow() });
        var applied = new List<Seating>(coming.Count);
        foreach (var person in coming)
        {
            applied.Add(await seats.ApplyAsync(db, new SeatRequest(card, person.Id, person.EmployerKey, step, source) { GroupApplicationId = groupId, HoldBack = true }, user));
        }
        var state = card.NeedsReview ? EnrolmentStates.Pending : await SeatAsync(db, card.Id, coming, applied);
        return new GroupSeated(groupId, state, coming.Count, inside.Count);
    }

    private async Task<string> SeatAsync(DbScope db, long classId, List<Learner> people, List<Seating> applied)
    {
        var free = (await pool.LockAsync(db, classId))!.Free;
        var groups = await pool.GroupsAsync(db, classId);
        var fit = people.Count <= free && groups.All(g => people.Count(p => SeatPool.GroupOf(groups, p.EmployerKey) == g.QuotaId) <= g.Free);
        foreach (var one in applied)
        {
            if (!(await seats.StepAsync(db, one.EnrolmentId, fit ? EnrolmentSteps.Seat : EnrolmentSteps.Queue)).Taken)
            {
                throw new Refusal("class_full", "名额刚刚发生变化，集体报名没有办成，请再提交一次。") { Status = 409 };
            }
        }
        return fit ? EnrolmentStates.Admitted : EnrolmentStates.Waitlisted;
    }

    private static void RefuseTooLarge(ClassCard card, IReadOnlyList<GroupRow> groups, List<Learner> people)
    {
        if (people.Count > card.Capacity)
        {
            throw new Refusal("group_too_large", $"名单有 {people.Count} 人，超过本班全部 {card.Capacity} 个名额，请分班报名。") { Status = 409 };
        }
        foreach (var group in groups)
        {
            var count = people.Count(p => SeatPool.GroupOf(groups, p.EmployerKey) == group.QuotaId);
            if (count > group.Seats)
            {
                throw new Refusal("group_too_large", $"名单中属于分组“{group.Label}”的有 {count} 人，超过该分组的 {group.Seats} 个名额，请减少人数。") { Status = 409 };
            }
        }
    }

    private static async Task<HashSet<long>> InsideAsync(DbScope db, long classId, IReadOnlyList<Learner> people) =>
        people.Count == 0 ? [] : [.. await db.QueryAsync<long>("SELECT learner_id FROM enrolment WHERE class_id = @classId AND learner_id IN @Ids AND state IN @Inside", new
        {
            classId,
            Ids = people.Select(p => p.Id).ToArray(),
            Inside = (string[])[EnrolmentStates.Pending, EnrolmentStates.Waitlisted, EnrolmentStates.Admitted],
        })];
}
