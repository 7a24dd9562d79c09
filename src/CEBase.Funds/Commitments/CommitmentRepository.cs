namespace CEBase.Funds.Commitments;

/// <summary>Reads commitments and their draws.</summary>
internal static class CommitmentRepository
{
    public const string Select = """
        SELECT m.id, m.number, m.kind, m.state, m.state_since, b.fund_id, f.name AS fund_name, m.fund_line_id, m.counterparty, m.purpose, m.amount, m.drawn, m.released, m.class_id, c.class_no,
          m.task, m.paper_no, m.file_hash, m.file_name, m.asked_by, m.asked_by_name, m.asked_at
        FROM commitment m JOIN fund_line b ON b.id = m.fund_line_id JOIN fund f ON f.id = b.fund_id LEFT JOIN published_training_class c ON c.id = m.class_id
        """;

    private const string Draws = """
        SELECT d.id, d.commitment_id, d.claim_id, k.number AS claim_number, k.state AS claim_state, d.amount, d.drawn_at, d.given_back_at
        FROM commitment_draw d JOIN claim k ON k.id = d.claim_id
        """;

    public static Task<Commitment?> FindAsync(DbScope db, long id) => db.FirstAsync<Commitment>($"{Select} WHERE m.id = @id", new { id });

    public static Task<Commitment?> FindAsync(DbScope db, string number) => db.FirstAsync<Commitment>($"{Select} WHERE m.number = @number", new { number });

    public static Task<IReadOnlyList<Commitment>> GetAsync(DbScope db, IEnumerable<long> ids) =>
        db.QueryAsync<Commitment>($"{Select} WHERE m.id IN @ids ORDER BY m.id", new { ids = ids.Append(0).ToArray() });

    /// <summary>Those of a fund that claims can draw from.</summary>
    public static Task<IReadOnlyList<Commitment>> OpenOfFundAsync(DbScope db, long fundId) => db.QueryAsync<Commitment>(
        $"{Select} WHERE b.fund_id = @fundId AND m.state = @Approved AND m.amount > m.drawn + m.released ORDER BY m.id", new { fundId, CommitmentWorkflow.Approved });

    public static Task<IReadOnlyList<CommitmentDraw>> DrawsAsync(DbScope db, long id) =>
        db.QueryAsync<CommitmentDraw>($"{Draws} WHERE d.commitment_id = @id ORDER BY d.id", new { id });

    public static Task<IReadOnlyList<CommitmentDraw>> StandingDrawsAsync(DbScope db, long claimId) =>
        db.QueryAsync<CommitmentDraw>($"{Draws} WHERE d.claim_id = @claimId AND d.given_back_at IS NULL ORDER BY d.commitment_id", new { claimId });
}
