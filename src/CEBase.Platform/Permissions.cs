using CEBase.Platform.Identity;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Platform;

/// <summary>The platform's rights.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Opens the console.</summary>
    public const string ConsoleUse = "Console.Use";

    /// <summary>Makes, locks and changes accounts.</summary>
    public const string AccountsManage = "Accounts.Manage";

    /// <summary>Changes which rights a role bundles.</summary>
    public const string RolesManage = "Roles.Manage";

    /// <summary>Reads the trace of every record.</summary>
    public const string TraceView = "Trace.View";

    /// <summary>Uploads spreadsheets.</summary>
    public const string ImportsUse = "Imports.Use";

    /// <summary>Lets a Review finding pass with a written reason.</summary>
    public const string FindingsOverride = "Findings.Override";

    /// <summary>Sets the mail server.</summary>
    public const string MailManage = "Mail.Manage";

    /// <summary>Downloads attached files.</summary>
    public const string FilesDownload = "Files.Download";

    IReadOnlyList<Permission> IPermissionProvider.Permissions =>
    [
        new(ConsoleUse, "使用管理台"),
        new(AccountsManage, "管理账号", IsSensitive: true),
        new(RolesManage, "管理角色与权限", IsSensitive: true),
        new(TraceView, "查看痕迹"),
        new(ImportsUse, "导入表格"),
        new(FindingsOverride, "写明理由放行复核意见", IsSensitive: true),
        new(FilesDownload, "下载附件"),
        new(MailManage, "设置邮件服务器", IsSensitive: true),
    ];
}
