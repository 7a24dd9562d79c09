namespace CEBase.Funds.Expenses;

/// <summary>By whose level a lodging cap is taken.</summary>
internal enum PersonLevel
{
    Other,
    Bureau,
    Ministry,
}

/// <summary>Words of levels.</summary>
internal static class PersonLevels
{
    public static string Label(this PersonLevel level) => level switch
    {
        PersonLevel.Ministry => "部级",
        PersonLevel.Bureau => "司局级",
        _ => "其余人员",
    };
}

/// <summary>What the standards need to know of a claim's line beside its amount; empty where nobody has told.</summary>
internal sealed record LineMeasures
{
    public static LineMeasures None { get; } = new();

    public long LineId { get; init; }

    /// <summary>Class hours taught.</summary>
    public StudyHours Hours { get; init; }

    public string City { get; init; } = "";
    public PersonLevel PersonLevel { get; init; }
    public int Persons { get; init; }
    public int Nights { get; init; }

    /// <summary>Days on which board was arranged; null when not told.</summary>
    public int? BoardDays { get; init; }

    /// <summary>The amount is what arrives after tax.</summary>
    public bool IsNet { get; init; }

    /// <summary>What arrives after tax, as a payment list computed it with the payee's whole month; zero where there is none.</summary>
    public Money NetAmount { get; init; }

    /// <summary>Academician or nationally known expert.</summary>
    public bool IsExpert { get; init; }

    public string ExpertReason { get; init; } = "";

    /// <summary>Consulted by correspondence; counted by times.</summary>
    public bool ByCorrespondence { get; init; }
}

/// <summary>Reads and writes the measures of lines.</summary>
internal static class LineMeasuresRepository
{
    public static async Task<IReadOnlyDictionary<long, LineMeasures>> OfClaimAsync(DbScope db, long claimId) => (await db.QueryAsync<LineMeasures>("""
        SELECT id AS line_id, hours, city, person_level, persons, nights, board_days, is_net, net_amount, is_expert, expert_reason, by_correspondence
        FROM claim_line WHERE claim_id = @claimId
        """, new { claimId })).ToDictionary(m => m.LineId);

    public static Task SaveAsync(DbScope db, long lineId, LineMeasures told) => db.ExecuteAsync("""
        UPDATE claim_line SET hours = @Hours, city = @City, person_level = @PersonLevel, persons = @Persons, nights = @Nights, board_days = @BoardDays, is_net = @IsNet,
          net_amount = @NetAmount, is_expert = @IsExpert, expert_reason = @ExpertReason, by_correspondence = @ByCorrespondence
        WHERE id = @lineId
        """, new
    {
        lineId, told.Hours, City = told.City.Trim(), PersonLevel = told.PersonLevel.ToString(), told.Persons, told.Nights, told.BoardDays, told.IsNet, told.NetAmount, told.IsExpert,
        ExpertReason = told.ExpertReason.Trim(), told.ByCorrespondence,
    });
}
