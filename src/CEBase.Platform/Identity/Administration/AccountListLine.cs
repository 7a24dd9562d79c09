using CEBase.Platform.Data;
using CEBase.Platform.Identity.RoleMatrix;
using CEBase.Platform.Lists;
using CEBase.Platform.Personal;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Identity.Administration;

/// <summary>A line of the list of accounts.</summary>
internal sealed record AccountListLine
{
    public static readonly StateDefinition Active = new("active", "可以登录", StateTone.Done);
    public static readonly StateDefinition Disabled = new("disabled", "已停用", StateTone.Stopped);
    public static readonly StateDefinition Locked = new("locked", "已锁定", StateTone.Waiting);
    public static readonly StateDefinition WithoutPassword = new("nopassword", "未设密码", StateTone.Quiet);

    public long Id { get; init; }
    public string DisplayName { get; init; } = "";
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public bool IsActive { get; init; }
    public bool HasPassword { get; init; }
    public bool SecondFactor { get; init; }
    public DateTimeOffset? LockoutEnd { get; init; }
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>Labels of the roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    private StateDefinition StateAt(DateTimeOffset now) => !IsActive ? Disabled : LockoutEnd > now ? Locked : HasPassword ? Active : WithoutPassword;

    /// <summary>The list.</summary>
    public static ListQuery<AccountListLine> Query(IEnumerable<Role> roles, DateTimeOffset now) => new("账号",
        "SELECT a.id, a.display_name, a.phone, a.email, a.is_active, a.password_hash IS NOT NULL AS has_password, a.second_factor, a.lockout_end, a.last_sign_in_at FROM account a", "a.id DESC")
    {
        Values = new Dictionary<string, object?> { ["Now"] = now },
        Search = new ListSearch("姓名、手机号或邮箱", "a.display_name", "a.phone", "a.email_key"),
        Filters =
        [
            new ListFilter("role", "角色", "EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role_name = @role)") { Options = Options.Of(roles, r => r.Name, r => r.Label) },
            new ListFilter("state", "状态", "1 = 1")
            {
                Options =
                [
                    new(Active.Name, Active.Label, "a.is_active = TRUE AND a.password_hash IS NOT NULL AND (a.lockout_end IS NULL OR a.lockout_end <= @Now)"),
                    new(Disabled.Name, Disabled.Label, "a.is_active = FALSE"),
                    new(Locked.Name, Locked.Label, "a.lockout_end > @Now"),
                    new(WithoutPassword.Name, WithoutPassword.Label, "a.password_hash IS NULL"),
                ],
            },
        ],
        Columns =
        [
            new("姓名", a => a.DisplayName) { Link = a => AccountAddresses.Record(a.Id), Sort = ("name", "a.display_name"), Place = CellPlace.Head },
            new("手机号", a => a.Phone is { } phone ? Masking.Phone(phone) : ""),
            new("邮箱", a => a.Email),
            new("角色", a => string.Join("、", a.Roles)) { IsText = true },
            new("状态", a => a.StateAt(now)),
            new("两步验证", a => a.SecondFactor ? "已启用" : null),
            new("最近登录", a => a.LastSignInAt?.InTable() ?? "从未") { Sort = ("last", "coalesce(a.last_sign_in_at, '')") },
        ],
        Size = 50, Unit = "个账号", IsExported = false,
    };

    /// <summary>Adds the roles of all lines at once.</summary>
    public static async Task<IReadOnlyList<AccountListLine>> WithRolesAsync(DbScope db, IReadOnlyList<AccountListLine> lines)
    {
        var roles = (await db.QueryAsync<RoleOf>("""
            SELECT a.account_id, r.label FROM account_role a JOIN role r ON r.name = a.role_name WHERE a.account_id IN @Ids ORDER BY r.position
            """, new { Ids = lines.Select(l => l.Id).ToArray() })).ToLookup(r => r.AccountId, r => r.Label);
        return [.. lines.Select(l => l with { Roles = [.. roles[l.Id]] })];
    }

    private sealed record RoleOf
    {
        public long AccountId { get; init; }
        public string Label { get; init; } = "";
    }
}
