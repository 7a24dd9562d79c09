using System.Net.Http.Headers;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace CEBase.Income.OnlinePayments;

/// <summary>
/// The school's unified payment page (学校统一支付平台) over HTTP; the contract is docs/payments.md. Every answer must be signed and answer this very
/// request. Nothing is sent twice: whoever calls decides, knowing whether the platform was silent or refused.
/// </summary>
internal sealed class UnifiedPage(IHttpClientFactory clients, PaymentSettings settings, MessageSeal seal)
{
    public const string ClientName = "unified-payment-page";
    public const string HeaderPrefix = "X-Pay-";

    private const int LargestAnswer = 64 * 1024;
    private const int LargestStatement = 32 * 1024 * 1024;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Makes the order there, or gives the one made before under the same number.</summary>
    /// <exception cref="PlatformSilent">It may or may not have been made.</exception>
    /// <exception cref="PlatformRefused">It was not made.</exception>
    public async Task<PlatformOrder> CreateAsync(PaymentOrder order, CancellationToken cancel)
    {
        var site = settings.PublicAddress.TrimEnd('/');
        var request = seal.Seal("order.create", ("order_no", order.Number), ("amount", PlatformFields.Of(order.Amount)), ("subject", $"培训费 {order.BillNumber}"),
            ("expires_at", PlatformFields.Of(order.ExpiresAt)), ("notify_url", $"{site}{PaymentNotify.Path}"), ("return_url", $"{site}{IncomeAddresses.Paid(order.BillNumber)}"));
        var answer = Order(await AskAsync(HttpMethod.Post, "orders", "order.create", request, cancel), order.Number);
        return answer.State != PlatformState.Pending || (answer.PayAddress is { } address && PaymentSettings.IsSafe(address)) ? answer : throw new PlatformSilent("平台没有给出可用的支付地址");
    }

    /// <exception cref="PlatformSilent">Nothing is known.</exception>
    public async Task<PlatformOrder> QueryAsync(string orderNo, CancellationToken cancel) =>
        Order(await AskAsync(HttpMethod.Get, $"orders/{Uri.EscapeDataString(orderNo)}", "order.query", seal.Seal("order.query", ("order_no", orderNo)), cancel), orderNo);

    /// <summary>Closes an unpaid order; one that was paid meanwhile comes back as paid.</summary>
    /// <exception cref="PlatformSilent">Nothing is known.</exception>
    /// <exception cref="PlatformRefused">It was not closed.</exception>
    public async Task<PlatformOrder> CloseAsync(string orderNo, CancellationToken cancel) =>
        Order(await AskAsync(HttpMethod.Post, $"orders/{Uri.EscapeDataString(orderNo)}/close", "order.close", seal.Seal("order.close", ("order_no", orderNo)), cancel), orderNo);

    /// <summary>What went back by the platform for an order.</summary>
    /// <exception cref="PlatformSilent">Nothing is known.</exception>
    public async Task<PlatformRefund> RefundAsync(string orderNo, CancellationToken cancel)
    {
        var answer = await AskAsync(HttpMethod.Get, $"orders/{Uri.EscapeDataString(orderNo)}/refund", "refund.query", seal.Seal("refund.query", ("order_no", orderNo)), cancel);
        return answer.GetValueOrDefault("order_no") == orderNo && answer.GetValueOrDefault("state") is "none" or "processing" or "done" && PlatformFields.Fen(answer, "amount") is { } amount
            ? new PlatformRefund(answer["state"], amount)
            : throw new PlatformSilent("平台的应答读不懂");
    }

    /// <summary>Everything the platform booked for us on a day.</summary>
    /// <exception cref="PlatformSilent">Not to be had, or not as signed.</exception>
    public async Task<IReadOnlyList<StatementLine>> StatementAsync(DateOnly day, CancellationToken cancel)
    {
        var request = seal.Seal("statement", ("day", day.InTable()));
        using var response = await SendAsync(new HttpRequestMessage(HttpMethod.Get, "statements/" + day.InTable() + Query(request)), cancel);
        var content = await ReadAsync(response, LargestStatement, cancel);
        var headers = response.Headers.Where(h => h.Key.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(h => h.Key[HeaderPrefix.Length..].ToLowerInvariant().Replace('-', '_'), h => h.Value.First());
        if (seal.CheckAnswer("statement.answer", headers, request) != SealFault.None || headers.GetValueOrDefault("day") != day.InTable()
            || headers.GetValueOrDefault("sha256") != Convert.ToHexStringLower(SHA256.HashData(content)))
        {
            throw new PlatformSilent("平台对账单的签名不对");
        }
        return StatementFile.Read(Encoding.UTF8.GetString(content));
    }

    private static PlatformOrder Order(Dictionary<string, string> answer, string orderNo)
    {
        if (answer.GetValueOrDefault("order_no") != orderNo || PlatformFields.State(answer) is not { } state)
        {
            throw new PlatformSilent("平台的应答读不懂");
        }
        OnlinePayment? payment = null;
        if (state == PlatformState.Paid && !PlatformFields.TryPayment(answer, out payment))
        {
            throw new PlatformSilent("平台的应答读不懂");
        }
        return new PlatformOrder(orderNo, state) { PayAddress = answer.GetValueOrDefault("pay_url"), Payment = payment };
    }

    private async Task<Dictionary<string, string>> AskAsync(HttpMethod method, string path, string purpose, Dictionary<string, string> fields, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, method == HttpMethod.Get ? path + Query(fields) : path);
        if (method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(fields, Json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        }
        using var response = await SendAsync(request, cancel);
        var answer = FlatFields.FromJson(await ReadAsync(response, LargestAnswer, cancel)) ?? throw new PlatformSilent("平台的应答读不懂");
        return seal.CheckAnswer(purpose + ".answer", answer, fields) is var fault && fault == SealFault.None ? answer : throw new PlatformSilent($"平台应答的签名不对（{fault}）");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        HttpResponseMessage response;
        try
        {
            response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new PlatformSilent(exception is HttpRequestException ? "连不上平台" : "平台没有及时应答", exception);
        }
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return response;
        }
        using (response)
        {
            // Too busy is no refusal: the same request may be taken later.
            throw (int)response.StatusCode is >= 400 and < 500 and not (408 or 429)
                ? new PlatformRefused(await CodeAsync(response, cancel))
                : new PlatformSilent($"平台出错（{((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)}）");
        }
    }

    private static async Task<string> CodeAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var code = FlatFields.FromJson(await ReadAsync(response, LargestAnswer, cancel)) is { } fields ? PlatformFields.Number(fields, "code") : null;
        return code ?? ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, int largest, CancellationToken cancel)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(largest, cancel);
            return await response.Content.ReadAsByteArrayAsync(cancel);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw new PlatformSilent("平台的应答没有收全", exception);
        }
    }

    private static string Query(Dictionary<string, string> fields) => "?" + string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
}
