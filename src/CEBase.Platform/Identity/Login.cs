using System.Net.Mail;
using CEBase.Platform.Personal;
using CEBase.Platform.Refusals;
using CEBase.Platform.Values;

namespace CEBase.Platform.Identity;

/// <summary>How phone numbers and e-mail addresses are brought into the one form that is stored and looked up.</summary>
internal static class Login
{
    private const int MaxEmail = 120;

    /// <summary>The e-mail as kept, or null when blank.</summary>
    /// <exception cref="Refusal"><c>email_format</c>.</exception>
    public static string? Email(string? typed)
    {
        var text = TextFold.Of(typed?.Trim());
        if (text.Length == 0)
        {
            return null;
        }
        return text.Length <= MaxEmail && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.')
            ? text
            : throw new Refusal("email_format", "邮箱格式不对。请填写形如 name@example.com 的地址。") { Field = "Email" };
    }

    /// <summary>The mobile number as kept, or null when blank.</summary>
    /// <exception cref="Refusal"><c>phone_format</c>.</exception>
    public static string? Phone(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var mobile = Mobile.Check(typed);
        return mobile.IsValid ? mobile.Number : throw new Refusal("phone_format", mobile.Sentence!) { Field = "Phone" };
    }

    /// <summary>The key an e-mail is unique by.</summary>
    public static string? EmailKey(string? email) => email?.ToLowerInvariant();

    /// <summary>What somebody typed to sign in, as phone number or e-mail key; null when it can be neither.</summary>
    public static string? Key(string? typed)
    {
        var text = TextFold.Of(typed?.Trim());
        if (text.Contains('@'))
        {
            return text.Length <= MaxEmail ? text.ToLowerInvariant() : null;
        }
        var mobile = Mobile.Check(text);
        return mobile.IsValid ? mobile.Number : null;
    }
}
