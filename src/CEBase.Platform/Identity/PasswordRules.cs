using CEBase.Platform.Refusals;
using Microsoft.AspNetCore.Identity;

namespace CEBase.Platform.Identity;

/// <summary>
/// What a password must be: at least eight characters of three of the four kinds, and without the login inside it. The usual practice of
/// graded protection (等级保护) at level 2.
/// </summary>
public static class PasswordRules
{
    /// <summary>Shortest.</summary>
    public const int MinLength = 8;

    /// <summary>Longest.</summary>
    public const int MaxLength = 128;

    /// <summary>The rules in a sentence, beside the field.</summary>
    public const string Hint = "至少 8 位，含大写字母、小写字母、数字、符号中的三种，且不含手机号或邮箱。";

    /// <summary>What is wrong with the password, or null.</summary>
    public static Refusal? Check(string? password, params ReadOnlySpan<string?> logins)
    {
        if (string.IsNullOrEmpty(password) || password.Length < MinLength)
        {
            return Weak($"密码至少要 {MinLength} 位。请换一个更长的密码。");
        }
        if (password.Length > MaxLength)
        {
            return Weak($"密码最多 {MaxLength} 位。请换一个短一些的密码。");
        }
        var kinds = (password.Any(char.IsAsciiLetterUpper) ? 1 : 0) + (password.Any(char.IsAsciiLetterLower) ? 1 : 0)
            + (password.Any(char.IsAsciiDigit) ? 1 : 0) + (password.Any(c => !char.IsAsciiLetterOrDigit(c)) ? 1 : 0);
        if (kinds < 3)
        {
            return Weak("密码要含大写字母、小写字母、数字、符号中的三种。请补上缺少的种类。");
        }
        foreach (var login in logins)
        {
            var name = login?.Split('@')[0];
            if (name is { Length: >= 4 } && password.Contains(name, StringComparison.OrdinalIgnoreCase))
            {
                return Weak("密码里不能含有手机号或邮箱名。请换一个别人猜不到的密码。");
            }
        }
        return null;
    }

    /// <summary>Refuses a new password that is weak or was typed differently the second time.</summary>
    /// <exception cref="Refusal"><c>password_weak</c>, <c>password_differs</c>.</exception>
    internal static void Demand(string? password, string? again, Account account)
    {
        if (Check(password, account.Phone, account.Email) is { } weak)
        {
            throw weak;
        }
        if (password != again)
        {
            throw new Refusal("password_differs", "两次输入的密码不一样。请重新输入。") { Field = "Again" };
        }
    }

    private static Refusal Weak(string sentence) => new("password_weak", sentence) { Field = "Password" };
}

/// <summary>The rules for Identity's own ways of setting a password.</summary>
internal sealed class PasswordRulesValidator : IPasswordValidator<Account>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(PasswordRules.Check(password, user.Phone, user.Email) is { } weak
            ? IdentityResult.Failed(new IdentityError { Code = weak.Code, Description = weak.Message })
            : IdentityResult.Success);
}
