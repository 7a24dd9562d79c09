using CEBase.Platform.Refusals;
using Microsoft.AspNetCore.Identity;

namespace CEBase.Platform.Identity.Settings;

/// <summary>What people change about their own account.</summary>
internal sealed class OwnAccount(AccountChanges changes, IPasswordHasher<Account> hasher)
{
    /// <summary>Changes the name shown.</summary>
    public Task RenameAsync(string? name)
    {
        var kept = Accounts.Name(name);
        return changes.ChangeAsync(changes.OwnId, "changed", (_, account) =>
        {
            account.DisplayName = kept;
            return Task.CompletedTask;
        });
    }

    /// <summary>Changes the password and ends all other sessions. Who was told to change it needn't repeat the old one.</summary>
    /// <exception cref="Refusal"><c>password_wrong</c>, <c>password_weak</c>, <c>password_differs</c>, <c>password_same</c>.</exception>
    public async Task<Account> ChangePasswordAsync(string? current, string? password, string? again)
    {
        var own = await changes.OwnAsync();
        if (!own.MustChangePassword && (own.PasswordHash is null || hasher.VerifyHashedPassword(own, own.PasswordHash, current ?? "") == PasswordVerificationResult.Failed))
        {
            throw new Refusal("password_wrong", "现在的密码不对。请重新输入。") { Field = "Current" };
        }
        PasswordRules.Demand(password, again, own);
        if (own.PasswordHash is not null && hasher.VerifyHashedPassword(own, own.PasswordHash, password!) != PasswordVerificationResult.Failed)
        {
            throw new Refusal("password_same", "新密码和现在的一样。请换一个。") { Field = "Password" };
        }
        var hash = hasher.HashPassword(own, password!);
        return await changes.ChangeAsync(own.Id, "password_changed", (_, account) =>
        {
            account.PasswordHash = hash;
            account.MustChangePassword = false;
            account.SecurityStamp = Account.NewStamp();
            return Task.CompletedTask;
        });
    }

    /// <summary>Ends every session and token of the account.</summary>
    public Task<Account> SignOutEverywhereAsync() => changes.ChangeAsync(changes.OwnId, "signed_out_everywhere", (_, account) =>
    {
        account.SecurityStamp = Account.NewStamp();
        return Task.CompletedTask;
    });
}
