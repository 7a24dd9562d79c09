namespace CEBase.Enrollment.Logistics;

/// <summary>What classes ask, what learners stated, and the rooms.</summary>
internal sealed class LogisticsRepository
{
    private const string Select = """
        SELECT e.id AS enrolment_id, e.class_id, l.id AS learner_id, l.name, l.sex, l.number_masked, l.phone, l.employer, p.arrives_on, COALESCE(p.arrival_note, '') AS arrival_note,
          COALESCE(p.needs_lodging, FALSE) AS needs_lodging, COALESCE(p.wish, 'Any') AS wish, COALESCE(p.roommate, '') AS roommate, COALESCE(p.eats, FALSE) AS eats, p.updated_at,
          COALESCE(c.relation, '') AS contact_relation, COALESCE(c.phone_masked, '') AS phone_masked,
          r.id AS room_id, r.label AS room_label, t.bed
        FROM enrolment e JOIN learner l ON l.id = e.learner_id
          LEFT JOIN stay_preference p ON p.enrolment_id = e.id LEFT JOIN emergency_contact c ON c.enrolment_id = e.id
          LEFT JOIN lodging_place t ON t.enrolment_id = e.id LEFT JOIN lodging_room r ON r.id = t.room_id
        """;

    /// <summary>What the class asks; one that was never set asks nothing.</summary>
    public async Task<LogisticsSetting> SettingAsync(DbScope db, long classId) => await db.FirstAsync<LogisticsSetting>(
        "SELECT class_id, uses_lodging, uses_meals, asks_diet, asks_contact, version FROM logistics_setting WHERE class_id = @classId", new { classId }) ?? new LogisticsSetting { ClassId = classId };

    /// <summary>Sets what the class asks; false when somebody changed it after <see cref="LogisticsSetting.Version"/>.</summary>
    public async Task<bool> PutAsync(DbScope db, LogisticsSetting setting) => await db.ExecuteAsync("""
        INSERT INTO logistics_setting (class_id, uses_lodging, uses_meals, asks_diet, asks_contact, version) VALUES (@ClassId, @UsesLodging, @UsesMeals, @AsksDiet, @AsksContact, 1)
        ON CONFLICT (class_id) DO UPDATE SET uses_lodging = excluded.uses_lodging, uses_meals = excluded.uses_meals, asks_diet = excluded.asks_diet, asks_contact = excluded.asks_contact,
          version = logistics_setting.version + 1
        WHERE logistics_setting.version = @Version
        """, setting) > 0;

    /// <summary>Everybody who holds a seat, with what was stated.</summary>
    public Task<IReadOnlyList<Stay>> StaysAsync(DbScope db, long classId) =>
        db.QueryAsync<Stay>($"{Select} WHERE e.class_id = @classId AND e.state = @Admitted ORDER BY l.employer, l.name, e.id", new { classId, EnrolmentStates.Admitted });

    public Task<Stay?> StayAsync(DbScope db, long classId, long learnerId) =>
        db.FirstAsync<Stay>($"{Select} WHERE e.class_id = @classId AND e.learner_id = @learnerId AND e.state = @Admitted", new { classId, learnerId, EnrolmentStates.Admitted });

    /// <summary>Everything a learner stated, in whatever class.</summary>
    public Task<IReadOnlyList<Stay>> StaysOfLearnerAsync(DbScope db, long learnerId) =>
        db.QueryAsync<Stay>($"{Select} WHERE e.learner_id = @learnerId AND p.updated_at IS NOT NULL ORDER BY e.id", new { learnerId });

    /// <summary>What is kept encrypted of these enrolments; who stated nothing of the kind is missing.</summary>
    public async Task<IReadOnlyDictionary<long, StaySecret>> SecretsAsync(DbScope db, IEnumerable<long> enrolmentIds) => (await db.QueryAsync<StaySecret>("""
        SELECT e.id AS enrolment_id, d.stored AS diet, c.name_stored AS contact_name, c.phone_stored AS contact_phone
        FROM enrolment e LEFT JOIN dietary_need d ON d.enrolment_id = e.id LEFT JOIN emergency_contact c ON c.enrolment_id = e.id
        WHERE e.id IN @Ids AND (d.enrolment_id IS NOT NULL OR c.enrolment_id IS NOT NULL)
        """, new { Ids = enrolmentIds.ToArray() })).ToDictionary(s => s.EnrolmentId);

    public Task<IReadOnlyList<LodgingRoom>> RoomsAsync(DbScope db, long classId) =>
        db.QueryAsync<LodgingRoom>("SELECT id, label, beds, sex FROM lodging_room WHERE class_id = @classId ORDER BY label, id", new { classId });

    public Task<long> AddRoomAsync(DbScope db, long classId, int label, int beds, string sex) =>
        db.InsertAsync("INSERT INTO lodging_room (class_id, label, beds, sex) VALUES (@classId, @Label, @beds, @sex)", new { classId, Label = $"第 {label:00} 间", beds, sex });

    /// <summary>Takes the first free bed of the room.</summary>
    /// <exception cref="Refusal"><c>room_full</c>.</exception>
    public async Task PlaceAsync(DbScope db, Stay stay, long roomId)
    {
        var beds = await db.ScalarAsync<int>("SELECT beds FROM lodging_room WHERE id = @roomId", new { roomId });
        var taken = (await db.QueryAsync<int>("SELECT bed FROM lodging_place WHERE room_id = @roomId", new { roomId })).ToHashSet();
        var bed = Enumerable.Range(1, beds).FirstOrDefault(b => !taken.Contains(b));
        if (bed == 0)
        {
            throw new Refusal("room_full", "这间房的床位已满，请换一间，或选“新开一间”。") { Status = 409 };
        }
        await db.ExecuteAsync("INSERT INTO lodging_place (enrolment_id, room_id, sex, bed) VALUES (@EnrolmentId, @roomId, @Sex, @bed)", new { stay.EnrolmentId, roomId, stay.Sex, bed });
    }

    public Task LeaveBedAsync(DbScope db, long enrolmentId) => db.ExecuteAsync("DELETE FROM lodging_place WHERE enrolment_id = @enrolmentId", new { enrolmentId });

    public Task DropRoomsAsync(DbScope db, long classId, bool onlyEmpty) => db.ExecuteAsync(onlyEmpty
        ? "DELETE FROM lodging_room WHERE class_id = @classId AND NOT EXISTS (SELECT 1 FROM lodging_place t WHERE t.room_id = lodging_room.id)"
        : "DELETE FROM lodging_room WHERE class_id = @classId", new { classId });

    /// <summary>How many who asked for a bed have none.</summary>
    public Task<int> WithoutBedAsync(DbScope db, long classId) => db.ScalarAsync<int>("""
        SELECT count(*) FROM enrolment e JOIN stay_preference p ON p.enrolment_id = e.id LEFT JOIN lodging_place t ON t.enrolment_id = e.id
        WHERE e.class_id = @classId AND e.state = @Admitted AND p.needs_lodging = TRUE AND t.enrolment_id IS NULL
        """, new { classId, EnrolmentStates.Admitted });

    /// <summary>Deletes the dietary needs of a class and tells how many there were.</summary>
    public Task<int> DropDietsAsync(DbScope db, long classId) => db.ExecuteAsync("DELETE FROM dietary_need WHERE enrolment_id IN (SELECT id FROM enrolment WHERE class_id = @classId)", new { classId });

    /// <summary>Deletes the emergency contacts of a class and tells how many there were.</summary>
    public Task<int> DropContactsAsync(DbScope db, long classId) => db.ExecuteAsync("DELETE FROM emergency_contact WHERE enrolment_id IN (SELECT id FROM enrolment WHERE class_id = @classId)", new { classId });
}
