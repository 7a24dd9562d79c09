using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using Microsoft.AspNetCore.Identity;

namespace CEBase.Platform.Identity;

/// <summary>Accounts for other modules, always inside their transaction.</summary>
internal sealed class Accounts(AccountRepository repository, IPasswordHasher<Account> hasher, TimeProvider clock) : IAccounts
{
    public const int MaxName = 50;

    public async Task<AccountInfo?> FindAsync(DbScope db, long id) => (await repository.FindAsync(db, id))?.Card;

    public async Task<AccountInfo?> FindByLoginAsync(DbScope db, string phoneOrEmail) =>
        Login.Key(phoneOrEmail) is { } key ? (await repository.FindByKeyAsync(db, key))?.Card : null;

    public Task<IReadOnlyList<AccountInfo>> HoldersAsync(DbScope db, string permission) => db.QueryAsync<AccountInfo>("""
        SELECT DISTINCT a.id, a.display_name, a.phone, a.email, a.is_active FROM account a
        JOIN account_role r ON r.account_id = a.id JOIN role_permission p ON p.role_name = r.role_name
        WHERE p.permission = @permission AND a.is_active = TRUE ORDER BY a.display_name, a.id
        """, new { permission });

    public async Task<long> CreateAsync(DbScope db, NewAccount account)
    {
        var name = Name(account.DisplayName);
        var phone = Login.Phone(account.Phone);
        var email = Login.Email(account.Email);
        if (phone is null && email is null)
        {
            throw new Refusal("login_missing", "手机号和邮箱至少要填一个，用来登录。") { Field = "Phone" };
        }
        if (account.Password is not null && PasswordRules.Check(account.Password, phone, email) is { } weak)
        {
            throw weak;
        }
        var made = new Account
        {
            DisplayName = name,
            Phone = phone,
            Email = email,
            PasswordHash = account.PasswordHash ?? (account.Password is { } password ? HashPassword(password) : null),
            CreatedAt = clock.GetUtcNow(),
        };
        var id = await repository.InsertAsync(db, made) ?? throw await repository.TakenAsync(db, phone);
        if (!await repository.AddRolesAsync(db, id, account.Roles))
        {
            throw RoleUnknown(account.Roles);
        }
        return id;
    }

    public string HashPassword(string password) => hasher.HashPassword(null!, password);

    /// <summary>A display name as kept.</summary>
    public static string Name(string? typed)
    {
        var name = (typed ?? "").Trim();
        return name.Length switch
        {
            0 => throw new Refusal("name_missing", "请填写姓名。") { Field = "DisplayName" },
            > MaxName => throw new Refusal("name_long", $"姓名最多 {MaxName} 个字。请缩短后再提交。") { Field = "DisplayName" },
            _ => name,
        };
    }

    public static Refusal RoleUnknown(IEnumerable<string> roles) =>
        new("role_unknown", $"角色“{string.Join("、", roles)}”中有系统里没有的。请先运行设置角色的配方，或改用已有的角色。") { Field = "Roles" };
}
