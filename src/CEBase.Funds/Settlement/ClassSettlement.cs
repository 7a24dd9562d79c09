namespace CEBase.Funds.Settlement;

/// <summary>Who signed a class's settlement, over which sheet.</summary>
internal sealed record ClassSettlement
{
    public const string RecordType = "ClassSettlement";

    public long ClassId { get; init; }
    public string State { get; init; } = SettlementWorkflow.Open;

    /// <summary>The sum of costs when it was handed in.</summary>
    public Money Total { get; init; }

    public long? SubmittedBy { get; init; }
    public string SubmittedByName { get; init; } = "";
    public DateTimeOffset? SubmittedAt { get; init; }
    public long? ConfirmedBy { get; init; }
    public string ConfirmedByName { get; init; } = "";
    public DateTimeOffset? ConfirmedAt { get; init; }
    public long? SignedBy { get; init; }
    public string SignedByName { get; init; } = "";
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The sheet as it was handed in, which the three sign; JSON, empty while open and for what was signed before sheets were kept.</summary>
    public string Sheet { get; init; } = "";

    /// <summary>SHA-256 of <see cref="Sheet"/> in lower-case hex.</summary>
    public string SheetHash { get; init; } = "";

    /// <summary>Days of arrival as typed; null where nobody has.</summary>
    public int? ArrivalDays { get; init; }

    /// <summary>Days of departure as typed; null where nobody has.</summary>
    public int? DepartureDays { get; init; }

    public bool IsOpen => State == SettlementWorkflow.Open;

    public bool IsSigned => State == SettlementWorkflow.Signed;

    /// <summary>The sheet that was handed in or signed, or null.</summary>
    public SettledSheet? Settled => Sheet.Length == 0 ? null : SettledSheet.Read(Sheet);
}

/// <summary>Reads and holds settlements.</summary>
internal static class SettlementRepository
{
    public static async Task<ClassSettlement> OfAsync(DbScope db, long classId) => await db.FirstAsync<ClassSettlement>("""
        SELECT class_id, state, total, submitted_by, submitted_by_name, submitted_at, confirmed_by, confirmed_by_name, confirmed_at, signed_by, signed_by_name, signed_at,
          sheet, sheet_hash, arrival_days, departure_days
        FROM class_settlement WHERE class_id = @classId
        """, new { classId }) ?? new ClassSettlement { ClassId = classId };

    /// <summary>State of the class's settlement, made when there is none and held until the transaction ends; null when there is no such class.</summary>
    public static async Task<string?> HoldAsync(DbScope db, long classId)
    {
        await db.ExecuteAsync("""
            INSERT INTO class_settlement (class_id, state, total, submitted_by_name, confirmed_by_name, signed_by_name) SELECT id, 'open', 0, '', '', '' FROM published_training_class WHERE id = @classId
            ON CONFLICT DO NOTHING
            """, new { classId });
        return await db.FirstAsync<string>("SELECT state FROM class_settlement WHERE class_id = @classId" + db.Dialect.ForUpdate, new { classId });
    }

    /// <summary>
    /// Where each class's settlement stands. In a write the records are held until the transaction ends: a claim approved and a settlement
    /// signed at the same moment see each other.
    /// </summary>
    public static async Task<IReadOnlyDictionary<long, string>> StatesAsync(DbScope db, IReadOnlyCollection<long> classIds) => (await db.QueryAsync<StateRow>(
        "SELECT class_id, state FROM class_settlement WHERE class_id IN @ids ORDER BY class_id" + (db.Transaction is null ? "" : db.Dialect.ForUpdate),
        new { ids = classIds.Append(0).ToArray() })).ToDictionary(r => r.ClassId, r => r.State);

    private sealed record StateRow
    {
        public long ClassId { get; init; }
        public string State { get; init; } = "";
    }
}
