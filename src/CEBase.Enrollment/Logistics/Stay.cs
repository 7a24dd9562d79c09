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
}

/// <summary>A learner who holds a seat, with what the learner stated and where the learner sleeps. Needs and contacts are not in it: see <see cref="StaySecret"/>.</summary>
internal sealed record Stay
{
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

    public string ContactRelation { get; init; } = "";

    /// <summary>Masked number of the emergency contact.</summary>
    public string PhoneMasked { get; init; } = "";

    public long? RoomId { get; init; }
    public string? RoomLabel { get; init; }
    public int? Bed { get; init; }

    public string WishLabel => LabelOf(Wish);

    public static string LabelOf(RoomWish wish) => wish switch { RoomWish.Single => "单住", RoomWish.Shared => "合住", _ => "都可以" };

}

/// <summary>What a learner stated and is kept encrypted; never handed to a page.</summary>
internal sealed record StaySecret
{
    public long EnrolmentId { get; init; }
    public string? Diet { get; init; }
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }
}

/// <summary>A room of a class.</summary>
internal sealed record LodgingRoom
{
    public long Id { get; init; }
    public string Label { get; init; } = "";
    public int Beds { get; init; }
    public string Sex { get; init; } = "";
}
