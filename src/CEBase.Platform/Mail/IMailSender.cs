using CEBase.Platform.Refusals;

namespace CEBase.Platform.Mail;

/// <summary>A message to one person, in plain text.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The text, lines ended by <c>\n</c>.</param>
public sealed record OutgoingMail(string To, string Subject, string Text);

/// <summary>Sends mail by the server that the console's page 邮件 names.</summary>
public interface IMailSender
{
    /// <summary>Whether a server is set. Says nothing about whether it answers.</summary>
    Task<bool> IsReadyAsync(CancellationToken cancel = default);

    /// <summary>Hands the message to the server and returns when that has taken it. Never call it inside a write: it waits for another machine.</summary>
    /// <exception cref="Refusal"><c>mail_not_configured</c>; <c>mail_failed</c>, with what the server said.</exception>
    Task SendAsync(OutgoingMail mail, CancellationToken cancel = default);
}
