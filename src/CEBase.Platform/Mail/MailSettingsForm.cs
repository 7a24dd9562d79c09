using CEBase.Platform.Refusals;
using MimeKit;

namespace CEBase.Platform.Mail;

/// <summary>The settings as the page's form holds them, and what a form must be to become settings.</summary>
internal sealed class MailSettingsForm
{
    public const int MaxText = 120;

    public string? Host { get; set; }
    public int? Port { get; set; }
    public MailSecurity Security { get; set; }
    public string? UserName { get; set; }

    /// <summary>Blank keeps the password that is stored; the page never shows it.</summary>
    public string? Password { get; set; }

    public string? FromAddress { get; set; }
    public string? FromName { get; set; }
    public string? SiteAddress { get; set; }
    public long Version { get; set; }

    public static MailSettingsForm Of(MailSettings settings) => new()
    {
        Host = settings.Host,
        Port = settings.Port,
        Security = settings.Security,
        UserName = settings.UserName,
        FromAddress = settings.FromAddress,
        FromName = settings.FromName,
        SiteAddress = settings.SiteAddress,
        Version = settings.Version,
    };

    /// <summary>The settings that the form means.</summary>
    /// <param name="stored">What is stored now; its password is kept where the form leaves it blank.</param>
    /// <exception cref="Refusal">All that is wrong, at its fields.</exception>
    public MailSettings Read(MailSettings? stored)
    {
        var wrong = new Refusals.Refusals();
        var user = string.IsNullOrWhiteSpace(UserName) ? null : UserName.Trim();
        var settings = new MailSettings
        {
            Host = wrong.Ask(() => ServerName(Host)) ?? "",
            Port = wrong.Ask(() => PortNumber(Port)),
            Security = Security,
            UserName = user,
            Password = wrong.Ask(() => user is null ? null : PasswordOf(stored, user)),
            FromAddress = wrong.Ask(() => Address(FromAddress, nameof(FromAddress))) ?? "",
            FromName = wrong.Ask(() => Field.Required(FromName, nameof(FromName), "发件人名称", MaxText)) ?? "",
            SiteAddress = wrong.Ask(() => Site(SiteAddress)) ?? "",
            Version = Version,
        };
        if (user is not null && Security == MailSecurity.None)
        {
            wrong.Ask(() => Field.Check(false, "mail_unencrypted", nameof(Security), "不加密的连接上不能用密码登录，请选一种加密方式，或清空用户名。"));
        }
        wrong.Done();
        return settings;
    }

    /// <summary>An address that mail can be sent to.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>email_format</c>.</exception>
    public static string Address(string? typed, string field)
    {
        var text = Field.Required(typed, field, "邮箱", MaxText);
        return MailboxAddress.TryParse(text, out var box) && box.Address == text && box.Domain.Contains('.')
            ? text
            : throw new Refusal("email_format", "邮箱格式不对。请填写形如 name@example.com 的地址。") { Field = field };
    }

    /// <summary>A password belongs to one user at one server: it is never sent to another because somebody left the field blank.</summary>
    private string PasswordOf(MailSettings? stored, string user)
    {
        if (!string.IsNullOrEmpty(Password))
        {
            return Password;
        }
        return stored?.Password is { } kept && stored.UserName == user && string.Equals(stored.Host, Host?.Trim(), StringComparison.OrdinalIgnoreCase)
            ? kept
            : throw new Refusal("password_missing", "请填写这个用户名的密码或授权码。换了服务器或用户名后要重新填写。") { Field = nameof(Password) };
    }

    private static string ServerName(string? typed)
    {
        var text = Field.Required(typed, nameof(Host), "服务器地址", MaxText);
        return Uri.CheckHostName(text) != UriHostNameType.Unknown
            ? text
            : throw new Refusal("host_format", "服务器地址不对。请只填主机名，例如 smtp.example.edu.cn，不带协议和端口。") { Field = nameof(Host) };
    }

    private static int PortNumber(int? port) => port is >= 1 and <= 65535
        ? port.Value
        : throw new Refusal("port_range", "端口应在 1 到 65535 之间，常用 587、465 或 25。") { Field = nameof(Port) };

    private static string Site(string? typed)
    {
        var text = Field.Required(typed, nameof(SiteAddress), "本站地址", MaxText).TrimEnd('/');
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.Query.Length == 0 && address.Fragment.Length == 0
            ? text
            : throw new Refusal("address_format", "本站地址不对。请填写完整的地址，例如 https://jj.example.edu.cn。") { Field = nameof(SiteAddress) };
    }
}
