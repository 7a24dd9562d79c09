using CEBase.Platform.Navigation;

namespace CEBase.Platform.Mail;

/// <summary>The settings in the console's navigation.</summary>
internal sealed class MailMenu : IMenuProvider
{
    public IReadOnlyList<MenuItem> Items { get; } = [new("系统", "邮件", "/console/mail", Permissions.MailManage, "mail", 70)];
}
