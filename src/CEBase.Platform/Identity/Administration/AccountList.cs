using CEBase.Platform.Data;
using CEBase.Platform.Identity.RoleMatrix;

namespace CEBase.Platform.Identity.Administration;

/// <summary>What the list of accounts is narrowed to.</summary>
/// <param name="Text">Part of name, phone or e-mail.</param>
/// <param name="Role">Name of a role.</param>
/// <param name="State">active, disabled, locked or nopassword.</param>
/// <param name="Sort">name, created or last, with <c>-</c> in front for descending.</param>
/// <param name="Page">From 1.</param>
internal sealed record AccountFilter(string? Text, string? Role, string? State, string? Sort, int Page)
{
    public const int Size = 50;
}

/// <summary>A line of the list.</summary>
internal sealed record AccountListLine
{
    public long Id { get; init; }
    public string DisplayName { get; init; } = "";
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public bool IsActive { get; init; }
    public bool HasPassword { get; init; }
    public bool SecondFactor { get; init; }
    public DateTimeOffset? LockoutEnd { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }
    public IReadOnlyList<string> Roles { get; set; } = [];
}

/// <summary>Finds accounts for the console.</summary>
internal static class AccountList
{
    public static readonly IReadOnlyDictionary<string, string> States = new Dictionary<string, string>
    {
        ["active"] = "可以登录",
        ["disabled"] = "已停用",
        ["locked"] = "已锁定",
        ["nopassword"] = "未设密码",
    };

    public static async Task<(long Total, IReadOnlyList<AccountListLine> Lines)> FindAsync(DbScope db, AccountFilter filter, DateTimeOffset now)
    {
        var where = new List<string> { "1 = 1" };
        if (!string.IsNullOrWhiteSpace(filter.Text))
        {
            where.Add($"(display_name {db.Dialect.Like} @Like ESCAPE '!' OR phone LIKE @Like ESCAPE '!' OR email_key LIKE @Like ESCAPE '!')");
        }
        if (!string.IsNullOrEmpty(filter.Role))
        {
            where.Add("EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = account.id AND r.role_name = @Role)");
        }
        where.Add(filter.State switch
        {
            "active" => "is_active = TRUE AND password_hash IS NOT NULL AND (lockout_end IS NULL OR lockout_end <= @now)",
            "disabled" => "is_active = FALSE",
            "locked" => "lockout_end > @now",
            "nopassword" => "password_hash IS NULL",
            _ => "1 = 1",
        });
        var condition = string.Join(" AND ", where);
        var parameters = new { Like = Pattern(filter.Text), filter.Role, now, AccountFilter.Size, Skip = (Math.Max(1, filter.Page) - 1) * AccountFilter.Size };
        var total = await db.ScalarAsync<long>($"SELECT count(*) FROM account WHERE {condition}", parameters);
        var lines = await db.QueryAsync<AccountListLine>($"""
            SELECT id, display_name, phone, email, is_active, password_hash IS NOT NULL AS has_password, second_factor, lockout_end, last_sign_in_at
            FROM account WHERE {condition} ORDER BY {Order(filter.Sort)} LIMIT @Size OFFSET @Skip
            """, parameters);
        await FillRolesAsync(db, lines);
        return (total, lines);
    }

    private static async Task FillRolesAsync(DbScope db, IReadOnlyList<AccountListLine> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }
        var roles = (await db.QueryAsync<RoleOf>("""
            SELECT a.account_id, r.label FROM account_role a JOIN role r ON r.name = a.role_name WHERE a.account_id IN @Ids ORDER BY r.position
            """, new { Ids = lines.Select(l => l.Id) })).ToLookup(r => r.AccountId, r => r.Label);
        foreach (var line in lines)
        {
            line.Roles = [.. roles[line.Id]];
        }
    }

    private static string Order(string? sort) => sort switch
    {
        "name" => "display_name, id",
        "-name" => "display_name DESC, id",
        "last" => "last_sign_in_at, id",
        "-last" => "COALESCE(last_sign_in_at, '') DESC, id",
        "created" => "id",
        _ => "id DESC",
    };

    private static string Pattern(string? text)
    {
        var escaped = (text ?? "").Trim().ToLowerInvariant().Replace("!", "!!").Replace("%", "!%").Replace("_", "!_");
        return $"%{escaped}%";
    }

    private sealed record RoleOf
    {
        public long AccountId { get; init; }
        public string Label { get; init; } = "";
    }
}
