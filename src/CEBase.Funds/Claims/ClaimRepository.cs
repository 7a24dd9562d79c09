using CEBase.Funds.Expenses;

namespace CEBase.Funds.Claims;

/// <summary>Reads claims and their files.</summary>
internal static class ClaimRepository
{
    /// <summary>When a claim <c>k</c> was last handed in, by its trace.</summary>
    public const string SubmittedAt = "(SELECT max(t.at) FROM published_trace_entry t WHERE t.record_type = 'Claim' AND t.record_id = k.id AND t.step = 'check')";

    public const string Select = $"""
        SELECT k.id, k.number, k.state, k.state_since, k.round, k.title, k.fund_id, f.name AS fund_name, k.class_id, c.class_no, k.approval_paper, k.total,
          k.applicant_id, k.applicant_name, k.submitted_by, k.unit_approved_by, k.finance_approved_by, k.voucher, k.paid_on, k.approved_on, k.created_at, {SubmittedAt} AS submitted_at
        FROM claim k JOIN fund f ON f.id = k.fund_id LEFT JOIN published_training_class c ON c.id = k.class_id
        """;

    private const string Holds = """
        (k.number {like} @Q ESCAPE '\' OR k.title {like} @Q ESCAPE '\' OR c.class_no {like} @Q ESCAPE '\' OR k.applicant_name {like} @Q ESCAPE '\'
          OR EXISTS (SELECT 1 FROM claim_line l WHERE l.claim_id = k.id AND (l.description {like} @Q ESCAPE '\' OR l.payee {like} @Q ESCAPE '\' OR l.invoice_no {like} @Q ESCAPE '\')))
        """;

    /// <summary>What a keyword is looked for in.</summary>
    public static ListSearch Search { get; } = new("编号、事由、班号、收款人、发票号码") { Sql = Holds };

    public static Task<Claim?> FindAsync(DbScope db, long id) => db.FirstAsync<Claim>($"{Select} WHERE k.id = @id", new { id });

    public static Task<Claim?> FindAsync(DbScope db, string number) => db.FirstAsync<Claim>($"{Select} WHERE k.number = @number", new { number });

    public static Task<long?> FindIdAsync(DbScope db, string number) => db.FirstAsync<long?>("SELECT id FROM claim WHERE number = @number", new { number });

    /// <summary>The claim of that number when the user may see it, or null.</summary>
    public static async Task<Claim?> FindSeenAsync(DbScope db, string number, ICurrentUser user) =>
        await FindAsync(db, number) is { } claim && await ClaimAccess.MaySeeAsync(db, claim, user) ? claim : null;

    /// <summary>Those that hold the text, among those the user may see.</summary>
    public static Task<IReadOnlyList<Claim>> SearchAsync(DbScope db, string text, int limit, ICurrentUser user) => db.QueryAsync<Claim>(
        $"{Select} WHERE {Seen(user)} AND {Holds.Replace("{like}", db.Dialect.Like, StringComparison.Ordinal)} ORDER BY k.id DESC LIMIT @limit",
        new { Account = user.AccountId ?? 0, Q = SqlText.Containing(text), limit });

    public static Task<IReadOnlyList<ClaimFile>> FilesAsync(DbScope db, long claimId) => db.QueryAsync<ClaimFile>(
        "SELECT id, hash, file_name, label, added_at FROM claim_file WHERE claim_id = @claimId ORDER BY id", new { claimId });

    /// <summary>Which claims the user may see, on <c>@Account</c>.</summary>
    public static string Seen(ICurrentUser user) => $"(k.applicant_id = @Account OR {ExpenseAccess.SeenClasses(user)})";
}
