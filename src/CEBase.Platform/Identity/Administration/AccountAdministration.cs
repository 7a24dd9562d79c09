using System.Data.Common;
using CEBase.Platform.Data;
using CEBase.Platform.Identity.RoleMatrix;
using CEBase.Platform.Identity.SigningIn;
using CEBase.Platform.Refusals;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Identity.Administration;

/// <summary>
/// What administrators do with accounts. Nobody touches an account that may do more than himself or gives a role beyond his own rights, and
/// somebody is always left who can administer.
/// </summary>
internal sealed class AccountAdministration(
    IDatabase database, AccountChanges changes, AccountRepository repository, RoleRepository roleRepository, AdministratorGuard guard, IAccounts accounts, PasswordLinks links,
    RoleAdministration roles, Trace trace)
{
    /// <summary>Makes an account and returns it with the link by which its owner sets a password.</summary>
    /// <exception cref="Refusal">As <see cref="IAccounts.CreateAsync"/>; <c>role_beyond_own</c>.</exception>
    public Task<(long Id, string Link)> CreateAsync(string? name, string? phone, string? email, IReadOnlyList<string> roleNames) => database.WriteAsync(async db =>
    {
        await RefuseBeyondOwnAsync(db, roleNames);
        var id = await accounts.CreateAsync(db, new NewAccount(name ?? "", phone, email, null, roleNames));
        await trace.AppendAsync(db, AccountTraces.Entry(id, "created"), changes.User);
        return (id, await links.MakeAsync(db, (await repository.FindAsync(db, id))!));
    });

    /// <summary>Makes an account with a password that must be changed at the first sign-in.</summary>
    public Task<long> CreateWithPasswordAsync(string name, string login, string password, IReadOnlyList<string> roleNames) => database.WriteAsync(async db =>
    {
        var (phone, email) = login.Contains('@') ? (null, login) : (login, (string?)null);
        var id = await accounts.CreateAsync(db, new NewAccount(name, phone, email, password, roleNames));
        await db.ExecuteAsync("UPDATE account SET must_change_password = TRUE WHERE id = @id", new { id });
        await trace.AppendAsync(db, AccountTraces.Entry(id, "created"), changes.User);
        return id;
    });

    /// <summary>Changes name and logins.</summary>
    public async Task ChangeAsync(long id, string? name, string? phone, string? email)
    {
        var (keptName, keptPhone, keptEmail) = (Accounts.Name(name), Login.Phone(phone), Login.Email(email));
        if (keptPhone is null && keptEmail is null)
        {
            throw new Refusal("login_missing", "手机号和邮箱至少要填一个，用来登录。") { Field = "Phone" };
        }
        try
        {
            await OnAsync(id, "changed", async (db, account) =>
            {
                var clash = await db.ScalarAsync<long>("SELECT count(*) FROM account WHERE id <> @id AND (phone = @keptPhone OR email_key = @Key)",
                    new { id, keptPhone, Key = Login.EmailKey(keptEmail) });
                if (clash > 0)
                {
                    throw await repository.TakenAsync(db, keptPhone, except: id);
                }
                (account.DisplayName, account.Phone, account.Email) = (keptName, keptPhone, keptEmail);
            });
        }
        catch (DbException taken) when (taken.SqlState == "23505")
        {
            throw new Refusal("account_taken", "这个手机号或邮箱刚刚被别的账号登记。请换一个。") { Field = "Phone", Status = 409 };
        }
    }

    /// <summary>Gives the account exactly these roles.</summary>
    public Task SetRolesAsync(long id, IReadOnlyList<string> roleNames) => OnAsync(id, "roles_changed", async (db, _) =>
    {
        var hadAdministrator = await guard.EnterAsync(db);
        await RefuseBeyondOwnAsync(db, roleNames);
        if (!await repository.SetRolesAsync(db, id, [.. roleNames]))
        {
            throw Accounts.RoleUnknown(roleNames);
        }
        await guard.LeaveAsync(db, hadAdministrator);
    });

    /// <summary>Disables: ends sessions and tokens and lets nobody in.</summary>
    public Task DisableAsync(long id) => id == changes.User.AccountId
        ? throw new Refusal("own_account", "不能停用自己正在用的账号。请由另一位管理员来停用。") { Status = 409 }
        : OnAsync(id, "disabled", async (db, account) =>
        {
            var hadAdministrator = await guard.EnterAsync(db);
            account.IsActive = false;
            account.SecurityStamp = Account.NewStamp();
            await db.ExecuteAsync("UPDATE account SET is_active = FALSE WHERE id = @id", new { id });
            await guard.LeaveAsync(db, hadAdministrator);
        });

    /// <summary>Lets a disabled account in again.</summary>
    public Task EnableAsync(long id) => OnAsync(id, "enabled", (_, account) =>
    {
        account.IsActive = true;
        return Task.CompletedTask;
    });

    /// <summary>Ends a lock-out.</summary>
    public Task UnlockAsync(long id) => OnAsync(id, "unlocked", async (db, _) =>
    {
        await repository.ClearFailuresAsync(db, id);
        await repository.LockAsync(db, id, null);
    });

    /// <summary>Takes away the password, ends all sessions and returns a one-time link that sets a new one.</summary>
    public async Task<string> ResetPasswordAsync(long id)
    {
        var link = "";
        await OnAsync(id, "password_reset", async (db, account) =>
        {
            account.PasswordHash = null;
            account.SecurityStamp = Account.NewStamp();
            link = await links.MakeAsync(db, account);
        });
        return link;
    }

    /// <summary>Takes the second factor away, for somebody who lost phone and recovery codes.</summary>
    public Task RemoveSecondFactorAsync(long id) => OnAsync(id, "second_factor_off", repository.RemoveSecondFactorAsync);

    /// <summary>Ends every session and token of the account.</summary>
    public Task SignOutEverywhereAsync(long id) => OnAsync(id, "signed_out_everywhere", (_, account) =>
    {
        account.SecurityStamp = Account.NewStamp();
        return Task.CompletedTask;
    });

    private Task<Account> OnAsync(long id, string step, Func<DbScope, Account, Task> change) => changes.ChangeAsync(id, step, async (db, account) =>
    {
        await RefuseBeyondOwnAsync(db, await repository.RolesAsync(db, id));
        await change(db, account);
    });

    /// <summary>Refuses roles that hold a permission the acting user hasn't.</summary>
    private async Task RefuseBeyondOwnAsync(DbScope db, IReadOnlyCollection<string> roleNames)
    {
        var granted = await roleRepository.PermissionsAsync(db);
        var known = roles.Known();
        var beyond = roleNames.FirstOrDefault(name =>
            (granted[name].Contains(AccountPrincipals.All) ? known : granted[name].Where(known.Contains)).Any(p => !changes.User.Has(p)));
        if (beyond is not null)
        {
            var label = (await roleRepository.AllAsync(db)).First(r => r.Name == beyond).Label;
            throw new Refusal("role_beyond_own", $"“{label}”有您自己没有的权限，您不能给出这个角色，也不能改动有这个角色的账号。请由管理员处理。") { Status = 403, Field = "Roles" };
        }
    }
}
