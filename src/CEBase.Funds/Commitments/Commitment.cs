using CEBase.Funds.Expenses;

namespace CEBase.Funds.Commitments;

/// <summary>What binds the money.</summary>
internal enum CommitmentKind
{
    /// <summary>An approved request for an expense (支出申请).</summary>
    Request,

    /// <summary>A signed contract.</summary>
    Contract,
}

/// <summary>A commitment (预占): asked for by one person, approved by another, drawn by claims until it is used up or closed.</summary>
[RestsOn("NPU:19", How = "支出申请和合同在批准时预占预算，报销逐笔冲抵预占，余额关闭时释放")]
[RestsOn("BJTU:37", How = "预占记录采购批准编号或合同编号和文件")]
internal sealed record Commitment
{
    public const string RecordType = "Commitment";

    public long Id { get; init; }
    public string Number { get; init; } = "";
    public CommitmentKind Kind { get; init; }
    public string State { get; init; } = "";
    public long FundId { get; init; }
    public string FundName { get; init; } = "";
    public long FundLineId { get; init; }
    public string Counterparty { get; init; } = "";
    public string Purpose { get; init; } = "";
    public Money Amount { get; init; }

    /// <summary>In claims that the base has approved.</summary>
    public Money Drawn { get; init; }

    /// <summary>Given back to the budget line when it was closed.</summary>
    public Money Released { get; init; }

    public long? ClassId { get; init; }
    public string? ClassNo { get; init; }
    public string Task { get; init; } = "";

    /// <summary>Number of the contract or of the approval.</summary>
    public string PaperNo { get; init; } = "";

    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
    public long? AskedBy { get; init; }
    public string AskedByName { get; init; } = "";
    public DateTimeOffset AskedAt { get; init; }

    public bool IsApproved => State == CommitmentWorkflow.Approved;

    /// <summary>Not drawn and not given back.</summary>
    public Money Left => Amount - Drawn - Released;

    /// <summary>What claims may still draw.</summary>
    public Money Open => IsApproved ? Left : Money.Zero;
}

/// <summary>A draw with its claim.</summary>
internal sealed record CommitmentDraw
{
    public long Id { get; init; }
    public long CommitmentId { get; init; }
    public string ClaimNumber { get; init; } = "";
    public string ClaimState { get; init; } = "";
    public Money Amount { get; init; }
    public DateTimeOffset DrawnAt { get; init; }
    public DateTimeOffset? GivenBackAt { get; init; }
}

/// <summary>Words of commitments.</summary>
internal static class CommitmentWords
{
    /// <summary>Words of acts that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "申请" };

    public static string Label(this CommitmentKind kind) => kind == CommitmentKind.Contract ? "合同" : "支出申请";
}

/// <summary>Rows of commitments and of what claims drew from them.</summary>
internal static class CommitmentRepository
{
    public const string Select = """
        SELECT m.id, m.number, m.kind, m.state, b.fund_id, f.name AS fund_name, m.fund_line_id, m.counterparty, m.purpose, m.amount, m.drawn, m.released, m.class_id, c.class_no,
          m.task, m.paper_no, m.file_hash, m.file_name, m.asked_by, m.asked_by_name, m.asked_at
        FROM commitment m JOIN fund_line b ON b.id = m.fund_line_id JOIN fund f ON f.id = b.fund_id LEFT JOIN published_training_class c ON c.id = m.class_id
        """;

    private const string Draws = """
        SELECT d.id, d.commitment_id, k.number AS claim_number, k.state AS claim_state, d.amount, d.drawn_at, d.given_back_at FROM commitment_draw d JOIN claim k ON k.id = d.claim_id
        """;

    /// <summary>What a keyword is looked for in.</summary>
    public static string[] Searched { get; } = ["m.number", "m.counterparty", "m.purpose", "m.paper_no", "c.class_no"];

    public static Task<Commitment?> FindAsync(DbScope db, long id) => db.FirstAsync<Commitment>($"{Select} WHERE m.id = @id", new { id });

    public static Task<long?> FindIdAsync(DbScope db, string number) => db.FirstAsync<long?>("SELECT id FROM commitment WHERE number = @number", new { number });

    /// <summary>Those that hold the text, among those the user may see.</summary>
    public static Task<IReadOnlyList<Commitment>> SearchAsync(DbScope db, string text, int limit, ICurrentUser user) => db.QueryAsync<Commitment>(
        $"{Select} WHERE {Seen(user)} AND ({string.Join(" OR ", Searched.Select(column => $@"{column} {db.Dialect.Like} @Q ESCAPE '\'"))}) ORDER BY m.id DESC LIMIT @limit", new { Account = user.AccountId ?? 0, Q = SqlText.Containing(text), limit });

    public static Task<IReadOnlyList<Commitment>> GetAsync(DbScope db, IEnumerable<long> ids) =>
        db.QueryAsync<Commitment>($"{Select} WHERE m.id IN @ids ORDER BY m.id", new { ids = ids.Append(0).ToArray() });

    /// <summary>Those of a fund that the user sees and claims can draw from.</summary>
    public static Task<IReadOnlyList<Commitment>> OpenOfFundAsync(DbScope db, long fundId, ICurrentUser user) => db.QueryAsync<Commitment>(
        $"{Select} WHERE b.fund_id = @fundId AND m.state = @Approved AND m.amount > m.drawn + m.released AND {Seen(user)} ORDER BY m.id",
        new { fundId, CommitmentWorkflow.Approved, Account = user.AccountId ?? 0 });

    public static Task<IReadOnlyList<CommitmentDraw>> DrawsAsync(DbScope db, long id) => db.QueryAsync<CommitmentDraw>($"{Draws} WHERE d.commitment_id = @id ORDER BY d.id", new { id });

    public static Task<IReadOnlyList<CommitmentDraw>> StandingDrawsAsync(DbScope db, long claimId) =>
        db.QueryAsync<CommitmentDraw>($"{Draws} WHERE d.claim_id = @claimId AND d.given_back_at IS NULL ORDER BY d.commitment_id", new { claimId });

    /// <summary>Which the user may see, on <c>@Account</c>: the user's own and those of classes whose costs the user sees.</summary>
    public static string Seen(ICurrentUser user) => $"(m.asked_by = @Account OR {ExpenseAccess.SeenClasses(user)})";

    /// <summary>The same of one at hand.</summary>
    public static async Task<bool> SeesAsync(DbScope db, Commitment commitment, ICurrentUser user) => ExpenseAccess.SeesAll(user)
        || (commitment.AskedBy is not null && commitment.AskedBy == user.AccountId)
        || (commitment.ClassId is { } id && await ExpenseAccess.SeesClassAsync(db, id, user));
}
