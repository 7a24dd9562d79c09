using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CEBase.Tests.Harness;

/// <summary>What the stand-in does wrong with the next requests.</summary>
public enum PlatformFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Answers 500 and does nothing.</summary>
    Error,

    /// <summary>Does what is asked and answers 500.</summary>
    LostAnswer,

    /// <summary>Does what is asked and answers too late.</summary>
    Slow,

    /// <summary>Refuses.</summary>
    Refuse,

    /// <summary>Answers with a signature by another key.</summary>
    ForgedAnswer,

    /// <summary>Answers with an answer to another request.</summary>
    ReplayedAnswer,

    /// <summary>Sends the payer to an address in the clear.</summary>
    UnsafeAddress,
}

/// <summary>An order as the stand-in keeps it.</summary>
public sealed class StandInOrder
{
    /// <summary>The merchant's number.</summary>
    public required string OrderNo { get; init; }

    /// <summary>Secret part of the pay address.</summary>
    public string Token { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>What was asked for when it was made.</summary>
    public required IReadOnlyDictionary<string, string> Request { get; init; }

    /// <summary>pending, paid or closed.</summary>
    public string State { get; set; } = "pending";

    /// <summary>Number of the payment.</summary>
    public string TradeNo { get; set; } = "";

    /// <summary>Fen.</summary>
    public long Amount { get; set; }

    /// <summary>When paid.</summary>
    public DateTimeOffset PaidAt { get; set; }

    /// <summary>Fen that went back.</summary>
    public long Refunded { get; set; }
}

/// <summary>
/// A stand-in for the school's unified payment page: a real HTTP server on a loopback port that keeps the contract of docs/payments.md. It signs by
/// a code of its own, so that the two sides check one another, and fails on demand.
/// </summary>
public sealed class PaymentPlatform : IAsyncDisposable
{
    /// <summary>The key both sides hold.</summary>
    public const string Key = "stand-in-key-0123456789-abcdefghij";

    /// <summary>The base's number at the platform.</summary>
    public const string Merchant = "M-61000018";

    /// <summary>Where the site seems to be.</summary>
    public const string SiteAddress = "http://localhost";

    private readonly WebApplication _app;
    private readonly TimeProvider _clock;
    private int _trades;

    private PaymentPlatform(WebApplication app, TimeProvider clock)
    {
        _app = app;
        _clock = clock;
    }

    /// <summary>Orders by number.</summary>
    public ConcurrentDictionary<string, StandInOrder> Orders { get; } = new();

    /// <summary>Every request, method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What goes wrong until it is set otherwise.</summary>
    public PlatformFault Fault { get; set; }

    /// <summary>Lines put into every statement besides the true ones.</summary>
    public List<string> MoreLines { get; } = [];

    /// <summary>The site to be notified by the pay page; null loses the notification.</summary>
    public HttpClient? Site { get; set; }

    /// <summary>How many notifications the pay page sends at once.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Address of the interface.</summary>
    public string BaseAddress => _app.Urls.First() + "/api/";

    /// <summary>What a site is configured with to use this platform.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Payments:BaseAddress"] = BaseAddress, ["Payments:MerchantId"] = Merchant, ["Payments:Key"] = Key, ["Payments:PublicAddress"] = SiteAddress, ["Payments:TimeoutSeconds"] = "5",
    };

    /// <summary>Starts on a free port.</summary>
    public static async Task<PaymentPlatform> StartAsync(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var platform = new PaymentPlatform(app, clock ?? TimeProvider.System);
        app.MapPost("/api/orders", (Delegate)platform.CreateAsync);
        app.MapGet("/api/orders/{no}", (HttpContext http, string no) => platform.AnswerAsync(http, "order.query", no, platform.State));
        app.MapPost("/api/orders/{no}/close", (HttpContext http, string no) => platform.AnswerAsync(http, "order.close", no, platform.Close));
        app.MapGet("/api/orders/{no}/refund", (HttpContext http, string no) => platform.AnswerAsync(http, "refund.query", no, platform.Refund));
        app.MapGet("/api/statements/{day}", (Delegate)platform.StatementAsync);
        app.MapGet("/pay/{token}", (string token) => Results.Content($"<!doctype html><title>统一支付平台</title><link rel=icon href=data:,><h1>{platform.ByToken(token).Amount} 分</h1><form method=post><button>付款</button></form>", "text/html; charset=utf-8"));
        app.MapPost("/pay/{token}", platform.PayPageAsync);
        await app.StartAsync();
        return platform;
    }

    /// <summary>Somebody pays; nobody is told yet.</summary>
    /// <param name="orderNo">The order.</param>
    /// <param name="amount">Fen; the order's amount by default.</param>
    public StandInOrder Pay(string orderNo, long? amount = null)
    {
        var order = Orders[orderNo];
        (order.State, order.TradeNo, order.PaidAt) = ("paid", $"T{Interlocked.Increment(ref _trades):D10}", _clock.GetUtcNow());
        order.Amount = amount ?? order.Amount;
        return order;
    }

    /// <summary>A signed notification of a paid order, with a time and nonce of its own.</summary>
    /// <param name="order">The order.</param>
    /// <param name="change">Changes fields before they are signed.</param>
    /// <param name="key">Another key makes a forgery.</param>
    public Dictionary<string, string> Notification(StandInOrder order, Action<Dictionary<string, string>>? change = null, string key = Key)
    {
        var fields = Paid(order);
        fields["merchant_id"] = Merchant;
        fields["timestamp"] = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        fields["nonce"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        change?.Invoke(fields);
        fields["signature"] = Sign(key, "notify", fields);
        return fields;
    }

    /// <summary>Sends a notification to the site.</summary>
    public static Task<HttpResponseMessage> SendAsync(HttpClient site, Dictionary<string, string> message, bool json = false) =>
        json ? site.PostAsJsonAsync("/payments/notify", message) : site.PostAsync("/payments/notify", new FormUrlEncodedContent(message));

    /// <summary>The contract's signature, written down a second time.</summary>
    public static string Sign(string key, string purpose, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var sorted = new SortedDictionary<string, string>(fields.Where(f => f.Key != "signature").ToDictionary(), StringComparer.Ordinal);
        var text = new StringBuilder(purpose).Append('\n');
        foreach (var (name, value) in sorted)
        {
            text.Append(text[^1] == '\n' ? "" : "&").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }
        using var hash = new HMACSHA256(Encoding.UTF8.GetBytes(key));
        return Convert.ToHexStringLower(hash.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Dictionary<string, string> Paid(StandInOrder order) => new()
    {
        ["order_no"] = order.OrderNo, ["trade_no"] = order.TradeNo, ["state"] = order.State, ["amount"] = order.Amount.ToString(CultureInfo.InvariantCulture),
        ["paid_at"] = Instant(order.PaidAt), ["payer_name"] = "学员付款人",
    };

    private static string Instant(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private StandInOrder ByToken(string token) => Orders.Values.Single(o => o.Token == token);

    private async Task<IResult> CreateAsync(HttpContext http)
    {
        var request = (await http.Request.ReadFromJsonAsync<Dictionary<string, string>>())!;
        return await AnswerAsync(http, "order.create", request["order_no"], (order, fields) =>
        {
            // One order for one number, however often it is asked for.
            order = Orders.GetOrAdd(request["order_no"], no => new StandInOrder { OrderNo = no, Request = request, Amount = long.Parse(request["amount"], CultureInfo.InvariantCulture) });
            State(order, fields);
            fields["pay_url"] = Fault == PlatformFault.UnsafeAddress ? "http://pay.example.com/x" : $"{_app.Urls.First()}/pay/{order.Token}";
        }, request);
    }

    private void State(StandInOrder? order, Dictionary<string, string> fields)
    {
        fields["state"] = order?.State ?? "unknown";
        if (order is { State: "paid" })
        {
            foreach (var (name, value) in Paid(order))
            {
                fields[name] = value;
            }
        }
    }

    private void Close(StandInOrder? order, Dictionary<string, string> fields)
    {
        if (order is { State: "pending" })
        {
            order.State = "closed";
        }
        State(order, fields);
    }

    private void Refund(StandInOrder? order, Dictionary<string, string> fields) =>
        (fields["state"], fields["amount"]) = (order is { Refunded: > 0 } ? "done" : "none", (order?.Refunded ?? 0).ToString(CultureInfo.InvariantCulture));

    private async Task<IResult> AnswerAsync(HttpContext http, string purpose, string orderNo, Action<StandInOrder?, Dictionary<string, string>> act, Dictionary<string, string>? body = null)
    {
        Requests.Enqueue($"{http.Request.Method} {http.Request.Path}");
        var request = body ?? (http.Request.Method == "POST" ? (await http.Request.ReadFromJsonAsync<Dictionary<string, string>>())! : http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString()));
        if (request.GetValueOrDefault("signature") != Sign(Key, purpose, request) || request.GetValueOrDefault("merchant_id") != Merchant || request.GetValueOrDefault("order_no") != orderNo)
        {
            return Results.Json(new Dictionary<string, string> { ["code"] = "SIGNATURE" }, statusCode: 401);
        }
        if (Fault is PlatformFault.Error or PlatformFault.Refuse)
        {
            return Results.Json(new Dictionary<string, string> { ["code"] = "MERCHANT_SUSPENDED" }, statusCode: Fault == PlatformFault.Error ? 500 : 422);
        }
        var answer = new Dictionary<string, string> { ["order_no"] = orderNo };
        act(Orders.GetValueOrDefault(orderNo), answer);
        if (Fault == PlatformFault.Slow)
        {
            await Task.Delay(TimeSpan.FromSeconds(30), http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        return Fault == PlatformFault.LostAnswer ? Results.StatusCode(500) : Results.Json(Seal(purpose + ".answer", answer, request));
    }

    private async Task<IResult> StatementAsync(HttpContext http, string day)
    {
        Requests.Enqueue($"GET {http.Request.Path}");
        var request = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
        if (request.GetValueOrDefault("signature") != Sign(Key, "statement", request) || request["day"] != day)
        {
            return Results.StatusCode(401);
        }
        if (Fault == PlatformFault.Error)
        {
            return Results.StatusCode(500);
        }
        var lines = Orders.Values.Where(o => o.State == "paid" && Instant(o.PaidAt).StartsWith(day, StringComparison.Ordinal)).OrderBy(o => o.TradeNo, StringComparer.Ordinal)
            .Select(o => $"pay,{o.OrderNo},{o.TradeNo},{o.Amount},{Instant(o.PaidAt)}");
        var content = Encoding.UTF8.GetBytes(string.Join('\n', ["kind,order_no,trade_no,amount,at", .. lines, .. MoreLines]) + "\n");
        foreach (var (name, value) in Seal("statement.answer", new() { ["day"] = day, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)) }, request))
        {
            http.Response.Headers["X-Pay-" + name.Replace('_', '-')] = value;
        }
        return Results.Bytes(Fault == PlatformFault.ForgedAnswer ? [.. content, .. "pay,ZF1-1,T9,1,2026-03-16T12:00:00+08:00\n"u8] : content, "text/csv");
    }

    private Dictionary<string, string> Seal(string purpose, Dictionary<string, string> answer, Dictionary<string, string> request)
    {
        answer["merchant_id"] = Merchant;
        answer["timestamp"] = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        answer["nonce"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        answer["request_nonce"] = Fault == PlatformFault.ReplayedAnswer ? "0123456789abcdef" : request["nonce"];
        answer["signature"] = Sign(Fault == PlatformFault.ForgedAnswer ? "another-key-0123456789-0123456789" : Key, purpose, answer);
        return answer;
    }

    private async Task<IResult> PayPageAsync(string token)
    {
        var order = Pay(ByToken(token).OrderNo);
        if (Site is { } site)
        {
            await Task.WhenAll(Enumerable.Range(0, Copies).Select(_ => SendAsync(site, Notification(order))));
        }
        return Results.Redirect(order.Request["return_url"]);
    }
}
