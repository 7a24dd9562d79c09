using CEBase.Funds.Budgets;

namespace CEBase.Funds.Standards;

/// <summary>By whose level a lodging cap is taken.</summary>
internal enum PersonLevel
{
    Other,
    Bureau,
    Ministry,
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

    public static async Task<IReadOnlyDictionary<long, LineMeasures>> OfClaimAsync(DbScope db, long claimId) => (await db.QueryAsync<LineMeasures>("""
        SELECT id AS line_id, hours, city, person_level, persons, nights, board_days, is_net, net_amount, is_expert, expert_reason, by_correspondence
        FROM claim_line WHERE claim_id = @claimId
        """, new { claimId })).ToDictionary(m => m.LineId);

    public Task SaveAsync(DbScope db, long lineId) => db.ExecuteAsync("""
        UPDATE claim_line SET hours = @Hours, city = @City, person_level = @PersonLevel, persons = @Persons, nights = @Nights, board_days = @BoardDays, is_net = @IsNet,
          net_amount = @NetAmount, is_expert = @IsExpert, expert_reason = @ExpertReason, by_correspondence = @ByCorrespondence
        WHERE id = @lineId
        """, new
    {
        lineId, Hours, City = City.Trim(), PersonLevel = PersonLevel.ToString(), Persons, Nights, BoardDays, IsNet, NetAmount, IsExpert, ExpertReason = ExpertReason.Trim(), ByCorrespondence,
    });
}

/// <summary>The same as typed.</summary>
internal sealed class MeasureInput
{
    public string? Hours { get; set; }
    public string? City { get; set; }
    public PersonLevel PersonLevel { get; set; }
    public string? Persons { get; set; }
    public string? Nights { get; set; }
    public string? BoardDays { get; set; }
    public bool IsNet { get; set; }
    public bool IsExpert { get; set; }
    public string? ExpertReason { get; set; }
    public bool ByCorrespondence { get; set; }

    public static MeasureInput Of(LineMeasures m) => new()
    {
        Hours = m.Hours == StudyHours.Zero ? null : m.Hours.ToString(), City = m.City, PersonLevel = m.PersonLevel, Persons = m.Persons == 0 ? null : m.Persons.ToString(),
        Nights = m.Nights == 0 ? null : m.Nights.ToString(), BoardDays = m.BoardDays?.ToString(), IsNet = m.IsNet, IsExpert = m.IsExpert, ExpertReason = m.ExpertReason,
        ByCorrespondence = m.ByCorrespondence,
    };

    /// <exception cref="Refusal">A number can't be read, at its field.</exception>
    public LineMeasures Read()
    {
        var wrong = new Refusals();
        var measures = new LineMeasures
        {
            Hours = wrong.Ask(() => string.IsNullOrWhiteSpace(Hours) ? StudyHours.Zero
                : TypedAmounts.Hours(FieldParser.Quantity(Hours, Field(nameof(Hours)), "学时") / 100m) ?? throw new Refusal("hours", "学时最多一位小数。") { Field = Field(nameof(Hours)) }),
            City = City ?? "", PersonLevel = PersonLevel, Persons = wrong.Ask(() => Whole(Persons, nameof(Persons), "人数")) ?? 0, Nights = wrong.Ask(() => Whole(Nights, nameof(Nights), "夜数")) ?? 0,
            BoardDays = wrong.Ask(() => Whole(BoardDays, nameof(BoardDays), "安排食宿的天数")), IsNet = IsNet, IsExpert = IsExpert, ExpertReason = ExpertReason ?? "", ByCorrespondence = ByCorrespondence,
        };
        wrong.Done();
        return measures;
    }

    private static string Field(string name) => $"Measures.{name}";

    private static int? Whole(string? text, string name, string label)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Trim() == "0")
        {
            return string.IsNullOrWhiteSpace(text) ? null : 0;
        }
        var hundredths = FieldParser.Quantity(text, Field(name), label);
        return hundredths % 100 == 0 && hundredths <= 10_000_00 ? (int)(hundredths / 100) : throw new Refusal("whole", $"{label}应是不超过一万的整数。") { Field = Field(name) };
    }
}
