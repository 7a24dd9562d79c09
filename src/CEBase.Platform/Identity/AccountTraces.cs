using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Identity;

/// <summary>What accounts leave in the trace.</summary>
internal static class AccountTraces
{
    public const string RecordType = "Account";

    /// <summary>Steps with what the account's own history calls them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["signed_in"] = "登录",
        ["signed_in_api"] = "通过接口登录",
        ["signed_out"] = "退出登录",
        ["sign_in_failed"] = "密码输错",
        ["second_factor_failed"] = "验证码输错",
        ["locked_out"] = "连续输错，账号锁定",
        ["signed_out_everywhere"] = "退出所有设备",
        ["password_changed"] = "修改密码",
        ["password_mail_asked"] = "申请用邮件重设密码",
        ["password_reset_by_mail"] = "用邮件中的链接重设密码",
        ["second_factor_on"] = "启用两步验证",
        ["second_factor_off"] = "停用两步验证",
        ["recovery_codes_made"] = "重新生成恢复码",
        ["created"] = "创建账号",
        ["changed"] = "修改资料",
        ["roles_changed"] = "调整角色",
        ["disabled"] = "停用账号",
        ["enabled"] = "恢复账号",
        ["unlocked"] = "解除锁定",
        ["password_reset"] = "重置密码",
        ["token_family_ended"] = "刷新令牌被重复使用，已作废",
    };

    public static TraceEntry Entry(long accountId, string step) => new(RecordType, accountId, step);
}

/// <summary>The account itself as the one who acts, before there is a principal.</summary>
internal sealed class AccountActor(Account account) : ICurrentUser
{
    /// <summary>Somebody who didn't prove who he is.</summary>
    public static readonly ICurrentUser Stranger = new ClaimsUser(new System.Security.Claims.ClaimsPrincipal());

    public long? AccountId => account.Id;
    public string DisplayName => account.DisplayName;
    public bool IsSystem => false;
    public bool Has(string permission) => false;
}
