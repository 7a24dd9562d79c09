using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Organisations;

/// <summary>For which entrusting organisation (委托单位) an account speaks.</summary>
internal sealed record OrganisationContact
{
    public long AccountId { get; init; }
    public string Organisation { get; init; } = "";
    public string EmployerKey { get; init; } = "";
    public string? CreditCode { get; init; }
}

/// <summary>Reads and assigns contacts.</summary>
internal sealed class OrganisationContacts(TimeProvider clock)
{
    public Task<OrganisationContact?> FindAsync(DbScope db, long accountId) => db.FirstAsync<OrganisationContact>(
        "SELECT account_id, organisation, employer_key, credit_code FROM organisation_contact WHERE account_id = @accountId", new { accountId });

    /// <exception cref="Refusal"><c>organisation_unassigned</c>: the account speaks for no organisation yet.</exception>
    public async Task<OrganisationContact> OfAsync(DbScope db, ICurrentUser user) =>
        (user.AccountId is { } id ? await FindAsync(db, id) : null)
        ?? throw new Refusal("organisation_unassigned", "您的账号还没有登记所代表的单位，请联系基地工作人员登记后再办理。") { Status = 409 };

    public Task<IReadOnlyList<OrganisationContact>> AllAsync(DbScope db) => db.QueryAsync<OrganisationContact>(
        "SELECT account_id, organisation, employer_key, credit_code FROM organisation_contact ORDER BY organisation, account_id");

    public Task AssignAsync(DbScope db, long accountId, string organisation, string? creditCode) => db.ExecuteAsync("""
        INSERT INTO organisation_contact (account_id, organisation, employer_key, credit_code, assigned_at)
        VALUES (@accountId, @organisation, @EmployerKey, @creditCode, @Now)
        ON CONFLICT (account_id) DO UPDATE SET organisation = @organisation, employer_key = @EmployerKey, credit_code = @creditCode
        """, new { accountId, organisation, EmployerKey = Employers.Key(organisation), creditCode, Now = clock.GetUtcNow() });
}
