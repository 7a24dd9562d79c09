namespace CEBase.Enrollment.Logistics;

/// <summary>What a class arranges and therefore asks its learners.</summary>
internal sealed record LogisticsSetting
{
    public long ClassId { get; init; }
    public bool UsesLodging { get; init; }
    public bool UsesMeals { get; init; }

    /// <summary>Asks for dietary needs; only where meals are arranged.</summary>
    public bool AsksDiet { get; init; }

    /// <summary>Asks for somebody to call in an emergency.</summary>
    public bool AsksContact { get; init; }

    /// <summary>0 while nothing was set.</summary>
    public int Version { get; init; }

    public bool AsksAnything => UsesLodging || UsesMeals || AsksContact;

    public static async Task<LogisticsSetting> OfAsync(DbScope db, long classId) => await db.FirstAsync<LogisticsSetting>(
        "SELECT class_id, uses_lodging, uses_meals, asks_diet, asks_contact, version FROM logistics_setting WHERE class_id = @classId", new { classId }) ?? new LogisticsSetting { ClassId = classId };
}

/// <summary>A learner who holds a seat, with what the learner stated and where the learner sleeps. Needs and contacts stay encrypted in it.</summary>
internal sealed record Stay
{
    private const string Select = """
        SELECT e.id AS enrolment_id, e.class_id, l.id AS learner_id, l.name, l.sex, l.number_masked, l.phone, l.employer, p.arrives_on, COALESCE(p.arrival_note, '') AS arrival_note,
          COALESCE(p.needs_lodging, FALSE) AS needs_lodging, COALESCE(p.wish, 'Any') AS wish, COALESCE(p.roommate, '') AS roommate, COALESCE(p.eats, FALSE) AS eats, p.updated_at,
          d.stored AS diet_stored, c.name_stored AS contact_stored, COALESCE(c.relation, '') AS contact_relation, c.phone_stored, COALESCE(c.phone_masked, '') AS phone_masked,
          r.id AS room_id, r.label AS room_label, t.bed
        FROM enrolment e JOIN learner l ON l.id = e.learner_id
          LEFT JOIN stay_preference p ON p.enrolment_id = e.id LEFT JOIN dietary_need d ON d.enrolment_id = e.id LEFT JOIN emergency_contact c ON c.enrolment_id = e.id
          LEFT JOIN lodging_place t ON t.enrolment_id = e.id LEFT JOIN lodging_room r ON r.id = t.room_id
        """;

    public long EnrolmentId { get; init; }
    public long ClassId { get; init; }
    public long LearnerId { get; init; }
    public string Name { get; init; } = "";
    public string Sex { get; init; } = "";
    public string NumberMasked { get; init; } = "";
    public string? Phone { get; init; }
    public string Employer { get; init; } = "";
    public DateOnly? ArrivesOn { get; init; }
    public string ArrivalNote { get; init; } = "";
    public bool NeedsLodging { get; init; }
    public RoomWish Wish { get; init; }
    public string Roommate { get; init; } = "";
    public bool Eats { get; init; }

    /// <summary>When the learner stated it; null when nothing was stated.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    public string? DietStored { get; init; }
    public string? ContactStored { get; init; }
    public string ContactRelation { get; init; } = "";
    public string? PhoneStored { get; init; }

    /// <summary>Masked number of the emergency contact.</summary>
    public string PhoneMasked { get; init; } = "";

    public long? RoomId { get; init; }
    public string? RoomLabel { get; init; }
    public int? Bed { get; init; }

    public string WishLabel => LabelOf(Wish);

    public static string LabelOf(RoomWish wish) => wish switch { RoomWish.Single => "单住", RoomWish.Shared => "合住", _ => "都可以" };

    public static Task<IReadOnlyList<Stay>> OfClassAsync(DbScope db, long classId) =>
        db.QueryAsync<Stay>($"{Select} WHERE e.class_id = @classId AND e.state = @Admitted ORDER BY l.employer, l.name, e.id", new { classId, EnrolmentStates.Admitted });

    /// <summary>Everything a learner stated, in whatever class.</summary>
    public static Task<IReadOnlyList<Stay>> OfLearnerAsync(DbScope db, long learnerId) =>
        db.QueryAsync<Stay>($"{Select} WHERE e.learner_id = @learnerId AND p.updated_at IS NOT NULL ORDER BY e.id", new { learnerId });

    public static Task<Stay?> OfLearnerAsync(DbScope db, long classId, long learnerId) =>
        db.FirstAsync<Stay>($"{Select} WHERE e.class_id = @classId AND e.learner_id = @learnerId AND e.state = @Admitted", new { classId, learnerId, EnrolmentStates.Admitted });
}

/// <summary>A room of a class.</summary>
internal sealed record LodgingRoom
{
    public long Id { get; init; }
    public string Label { get; init; } = "";
    public int Beds { get; init; }
    public string Sex { get; init; } = "";

    public static Task<IReadOnlyList<LodgingRoom>> OfClassAsync(DbScope db, long classId) =>
        db.QueryAsync<LodgingRoom>("SELECT id, label, beds, sex FROM lodging_room WHERE class_id = @classId ORDER BY label, id", new { classId });
}
