using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace CEBase.Tests.Harness;

/// <summary>How a <see cref="MailServer"/> is spoken to.</summary>
public enum MailServerKind
{
    /// <summary>In the clear, without a password.</summary>
    Plain,

    /// <summary>STARTTLS, with a password.</summary>
    StartTls,

    /// <summary>TLS from the first byte, with a password.</summary>
    Tls,
}

/// <summary>A real SMTP server in this process, on a free loopback port, with a certificate of its own making; keeps what it was sent.</summary>
public sealed class MailServer : IAsyncDisposable
{
    /// <summary>The user it lets in.</summary>
    public const string User = "jijiao";

    /// <summary>The user's password.</summary>
    public const string Password = "Youjian-2026";

    private readonly CancellationTokenSource _end = new();
    private readonly BlockingCollection<MimeMessage> _messages = [];
    private readonly X509Certificate2 _certificate = MakeCertificate();
    private readonly Task _running;

    /// <summary>Starts.</summary>
    public MailServer(MailServerKind kind = MailServerKind.Plain)
    {
        Port = FreePort();
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port));
            if (kind != MailServerKind.Plain)
            {
                endpoint.IsSecure(kind == MailServerKind.Tls).Certificate(_certificate).AuthenticationRequired(true);
            }
        }).Build();
        var parts = new SmtpServer.ComponentModel.ServiceProvider();
        parts.Add(new Store(_messages));
        parts.Add((IUserAuthenticator)new DelegatingUserAuthenticator((user, password) => user == User && password == Password));
        _running = new SmtpServer.SmtpServer(options, parts).StartAsync(_end.Token);
    }

    /// <summary>The address to send to.</summary>
    public static string Host => "127.0.0.1";

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>SHA-256 of the certificate it shows.</summary>
    public string Thumbprint => _certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>How many messages have come and were not taken yet.</summary>
    public int Waiting => _messages.Count;

    /// <summary>The next message, in order of arrival; fails when none comes.</summary>
    public MimeMessage Take() => _messages.TryTake(out var message, TimeSpan.FromSeconds(20)) ? message : throw new TimeoutException("No mail came.");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
        _certificate.Dispose();
        _messages.Dispose();
        _end.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Store(BlockingCollection<MimeMessage> messages) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            messages.Add(await MimeMessage.LoadAsync(new MemoryStream(buffer.ToArray()), cancellationToken), cancellationToken);
            return SmtpResponse.Ok;
        }
    }
}
