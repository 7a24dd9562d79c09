namespace CEBase.Funds.Claims;

/// <summary>Reads claims and their files.</summary>
internal static class ClaimRepository
{
    public const string Select = """
        SELECT k.id, k.number, k.state, k.state_since, k.round, k.title, k.fund_id, f.name AS fund_name, k.class_id, c.class_no, k.approval_paper, k.total,
          k.applicant_id, k.applicant_name, k.submitted_by, k.unit_approved_by, k.finance_approved_by, k.voucher, k.paid_on, k.approved_on, k.created_at, k.version,
          (SELECT max(t.at) FROM trace_entry t WHERE t.record_type = 'Claim' AND t.record_id = k.id AND t.step = 'check') AS submitted_at
        FROM claim k JOIN fund f ON f.id = k.fund_id LEFT JOIN published_training_class c ON c.id = k.class_id
        """;

    public static Task<Claim?> FindAsync(DbScope db, long id) => db.FirstAsync<Claim>($"{Select} WHERE k.id = @id", new { id });

    public static Task<Claim?> FindAsync(DbScope db, string number) => db.FirstAsync<Claim>($"{Select} WHERE k.number = @number", new { number });

    public static Task<IReadOnlyList<ClaimFile>> FilesAsync(DbScope db, long claimId) => db.QueryAsync<ClaimFile>(
        "SELECT id, hash, file_name, label, added_at FROM claim_file WHERE claim_id = @claimId ORDER BY id", new { claimId });
}
