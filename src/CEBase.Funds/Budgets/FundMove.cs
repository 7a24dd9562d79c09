namespace CEBase.Funds.Budgets;

/// <summary>What is asked for.</summary>
internal enum MoveKind
{
    /// <summary>Between lines of a fund in one year.</summary>
    Transfer,

    /// <summary>What is left of a line, to the same line next year.</summary>
    CarryOver,

    /// <summary>Takes a paid claim back.</summary>
    ClaimReversal,
}

/// <summary>A transfer, carry-over or reversal: asked for by one person, in force when another approves it.</summary>
[RestsOn("NPU:19", How = "预算调剂、结转和已付报销的冲销各留一张记录，写明理由，两人办理")]
internal sealed record FundMove
{
    public const string RecordType = "FundMove";

    public long Id { get; init; }
    public string Number { get; init; } = "";
    public MoveKind Kind { get; init; }
    public string State { get; init; } = "";
    public long FundId { get; init; }
    public string FundName { get; init; } = "";
    public long? FromLine { get; init; }
    public long? ToLine { get; init; }
    public long? ClaimId { get; init; }
    public string? ClaimNumber { get; init; }
    public Money Amount { get; init; }
    public string Reason { get; init; } = "";
    public long? AskedBy { get; init; }
    public string AskedByName { get; init; } = "";
    public DateTimeOffset AskedAt { get; init; }
}

/// <summary>Reads transfers, carry-overs and reversals.</summary>
internal static class FundMoveRepository
{
    public const string Select = """
        SELECT m.id, m.number, m.kind, m.state, m.fund_id, f.name AS fund_name, m.from_line, m.to_line, m.claim_id, c.number AS claim_number, m.amount, m.reason,
          m.asked_by, m.asked_by_name, m.asked_at
        FROM fund_move m JOIN fund f ON f.id = m.fund_id LEFT JOIN claim c ON c.id = m.claim_id
        """;

    public static Task<FundMove?> FindAsync(DbScope db, long id) => db.FirstAsync<FundMove>($"{Select} WHERE m.id = @id", new { id });

    public static Task<long?> FindIdAsync(DbScope db, string number) => db.FirstAsync<long?>("SELECT id FROM fund_move WHERE number = @number", new { number });
}

/// <summary>Words of moves.</summary>
internal static class MoveWords
{
    /// <summary>Words of acts that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "申请" };

    public static string Label(this MoveKind kind) => kind switch
    {
        MoveKind.Transfer => "预算调剂",
        MoveKind.CarryOver => "结转下年",
        _ => "冲销报销单",
    };
}
