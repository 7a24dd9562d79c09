using CEBase.Platform.Data;
using CEBase.Platform.Refusals;

namespace CEBase.Platform.Identity;

/// <summary>Reads and writes accounts and what they may do.</summary>
internal sealed class AccountRepository
{
    private const string Columns = """
        id, display_name, phone, email, password_hash, must_change_password, security_stamp, version, is_active, access_failed, lockout_end,
        second_factor, authenticator_key, created_at, last_sign_in_at
        """;

    public Task<Account?> FindAsync(DbScope db, long id) =>
        db.FirstAsync<Account>($"SELECT {Columns} FROM account WHERE id = @id", new { id });

    /// <summary>Takes a normalised login, see <see cref="Login.Key"/>.</summary>
    public Task<Account?> FindByKeyAsync(DbScope db, string key) =>
        db.FirstAsync<Account>($"SELECT {Columns} FROM account WHERE {(key.Contains('@') ? "email_key" : "phone")} = @key", new { key });

    /// <summary>Inserts and returns the id, or null when phone or e-mail belong to another account.</summary>
    public Task<long?> InsertAsync(DbScope db, Account account) => db.ScalarAsync<long?>("""
        INSERT INTO account (display_name, phone, email, email_key, password_hash, must_change_password, security_stamp, is_active, created_at)
        VALUES (@DisplayName, @Phone, @Email, @EmailKey, @PasswordHash, @MustChangePassword, @SecurityStamp, @IsActive, @CreatedAt)
        ON CONFLICT DO NOTHING RETURNING id
        """, new
    {
        account.DisplayName,
        account.Phone,
        account.Email,
        EmailKey = Login.EmailKey(account.Email),
        account.PasswordHash,
        account.MustChangePassword,
        account.SecurityStamp,
        account.IsActive,
        account.CreatedAt,
    });

    /// <summary>
    /// Writes everything but failures and lock-out, which are counted by the database itself, see <see cref="CountFailureAsync"/>. False when
    /// somebody else changed the account meanwhile.
    /// </summary>
    public async Task<bool> UpdateAsync(DbScope db, Account account)
    {
        var touched = await db.ExecuteAsync("""
            UPDATE account SET display_name = @DisplayName, phone = @Phone, email = @Email, email_key = @EmailKey, password_hash = @PasswordHash,
              must_change_password = @MustChangePassword, security_stamp = @SecurityStamp, is_active = @IsActive, second_factor = @SecondFactor,
              authenticator_key = @AuthenticatorKey, version = version + 1
            WHERE id = @Id AND version = @Version
            """, new
        {
            account.DisplayName,
            account.Phone,
            account.Email,
            EmailKey = Login.EmailKey(account.Email),
            account.PasswordHash,
            account.MustChangePassword,
            account.SecurityStamp,
            account.IsActive,
            account.SecondFactor,
            account.AuthenticatorKey,
            account.Id,
            account.Version,
        });
        account.Version += touched;
        return touched == 1;
    }

    /// <summary>One more failure, counted by the database so that attempts at the same moment each count.</summary>
    public Task<int> CountFailureAsync(DbScope db, long id) =>
        db.ScalarAsync<int>("UPDATE account SET access_failed = access_failed + 1 WHERE id = @id RETURNING access_failed", new { id });

    public Task ClearFailuresAsync(DbScope db, long id) =>
        db.ExecuteAsync("UPDATE account SET access_failed = 0 WHERE id = @id", new { id });

    public Task LockAsync(DbScope db, long id, DateTimeOffset? until) =>
        db.ExecuteAsync("UPDATE account SET lockout_end = @until WHERE id = @id", new { id, until });

    /// <summary>Names of the roles an account has.</summary>
    public Task<IReadOnlyList<string>> RolesAsync(DbScope db, long id) => db.QueryAsync<string>(
        "SELECT r.name FROM account_role a JOIN role r ON r.name = a.role_name WHERE a.account_id = @id ORDER BY r.position", new { id });

    /// <summary>Gives the account exactly these roles; false when one of them doesn't exist.</summary>
    public async Task<bool> SetRolesAsync(DbScope db, long id, IReadOnlyCollection<string> roles)
    {
        await db.ExecuteAsync("DELETE FROM account_role WHERE account_id = @id", new { id });
        return await AddRolesAsync(db, id, roles);
    }

    /// <summary>Adds roles; false when one of them doesn't exist.</summary>
    public async Task<bool> AddRolesAsync(DbScope db, long id, IReadOnlyCollection<string> roles)
    {
        var names = roles.Distinct().ToArray();
        return names.Length == 0 || await db.ExecuteAsync(
            "INSERT INTO account_role (account_id, role_name) SELECT @id, name FROM role WHERE name IN @names", new { id, names }) == names.Length;
    }

    /// <summary>Permissions of the account's roles as stored, <c>*</c> among them.</summary>
    public Task<IReadOnlyList<string>> PermissionsAsync(DbScope db, long id) => db.QueryAsync<string>("""
        SELECT DISTINCT p.permission FROM account_role a JOIN role_permission p ON p.role_name = a.role_name WHERE a.account_id = @id
        """, new { id });

    /// <summary>Whether one of the account's roles belongs to staff.</summary>
    public async Task<bool> IsStaffAsync(DbScope db, long id) => await db.ScalarAsync<long>(
        "SELECT count(*) FROM account_role a JOIN role r ON r.name = a.role_name WHERE a.account_id = @id AND r.is_staff = TRUE", new { id }) > 0;

    /// <summary>Says which of phone and e-mail clashed.</summary>
    public async Task<Refusal> TakenAsync(DbScope db, string? phone, long except = 0)
    {
        var byPhone = phone is not null
            && await db.ScalarAsync<long>("SELECT count(*) FROM account WHERE phone = @phone AND id <> @except", new { phone, except }) > 0;
        return new Refusal("account_taken", byPhone ? "这个手机号已经有账号了。请直接登录，或换一个手机号。" : "这个邮箱已经有账号了。请直接登录，或换一个邮箱。")
        {
            Field = byPhone ? "Phone" : "Email",
            Status = 409,
        };
    }

    /// <summary>The accounts that have a role.</summary>
    public Task<IReadOnlyList<Account>> InRoleAsync(DbScope db, string role) =>
        db.QueryAsync<Account>($"SELECT {Columns} FROM account WHERE id IN (SELECT account_id FROM account_role WHERE role_name = @role) ORDER BY id", new { role });

    /// <summary>New recovery codes instead of the old ones; no codes takes all away.</summary>
    public async Task ReplaceCodesAsync(DbScope db, long id, IEnumerable<string> codes)
    {
        await db.ExecuteAsync("DELETE FROM recovery_code WHERE account_id = @id", new { id });
        await db.ExecuteAsync("INSERT INTO recovery_code (account_id, code_hash) VALUES (@id, @Hash)", codes.Select(code => new { id, Hash = CodeHash(code) }));
    }

    /// <summary>Uses a recovery code up; false when it is none of the account's.</summary>
    public async Task<bool> RedeemCodeAsync(DbScope db, long id, string code) =>
        await db.ExecuteAsync("DELETE FROM recovery_code WHERE account_id = @id AND code_hash = @Hash", new { id, Hash = CodeHash(code) }) == 1;

    /// <summary>Takes the second factor away, inside a change of the account.</summary>
    public Task RemoveSecondFactorAsync(DbScope db, Account account)
    {
        account.SecondFactor = false;
        account.AuthenticatorKey = null;
        account.SecurityStamp = Account.NewStamp();
        return ReplaceCodesAsync(db, account.Id, []);
    }

    /// <summary>Recovery codes are random and long enough that an unsalted hash is safe.</summary>
    private static string CodeHash(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "").Trim().ToUpperInvariant())));
}
