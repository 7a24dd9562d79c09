using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CEBase.Income.OnlinePayments;

/// <summary>What is answered to a notification.</summary>
internal enum NotifyAnswer
{
    /// <summary>Taken, now or before: the platform stops repeating it.</summary>
    Taken,

    /// <summary>Not believed.</summary>
    Refused,

    /// <summary>Signed, but not to be read.</summary>
    Unreadable,

    /// <summary>Online payment is off.</summary>
    Off,
}

/// <summary>Takes the platform's notifications. The nonce is used up in the transaction that books the money, so that one that failed may come again.</summary>
internal sealed partial class PaymentNotificationService(IDatabase database, PaymentSettings settings, MessageSeal seal, PlatformCashier cashier, TimeProvider clock, ILogger<PaymentNotificationService> log)
{
    public const string Source = "平台通知";

    public async Task<NotifyAnswer> TakeAsync(IReadOnlyDictionary<string, string>? message, string from, CancellationToken cancel)
    {
        if (!settings.IsOn)
        {
            return NotifyAnswer.Off;
        }
        if (message is null)
        {
            LogRefused("unreadable", "", from);
            return NotifyAnswer.Unreadable;
        }
        // Only what looks like a number of ours is written to the log: the rest is anybody's text.
        var order = PlatformFields.Number(message, "order_no") ?? "";
        if (seal.Check("notify", message) is var fault && fault != SealFault.None)
        {
            LogRefused(fault.ToString(), order, from);
            return NotifyAnswer.Refused;
        }
        if (PlatformFields.State(message) is { } state && state != PlatformState.Paid)
        {
            return NotifyAnswer.Taken;
        }
        if (PlatformFields.State(message) is null || !PlatformFields.TryPayment(message, out var payment))
        {
            LogRefused("fields", order, from);
            return NotifyAnswer.Unreadable;
        }
        var booked = await database.WriteAsync(async db =>
            await IsNewAsync(db, message[MessageSeal.Nonce], message[PaymentSignature.Field]) switch
            {
                true => await cashier.TakeAsync(db, payment, Source),
                false => Booked.Known,
                null => (Booked?)null,
            }, cancel);
        if (booked is null)
        {
            LogRefused("Replay", order, from);
            return NotifyAnswer.Refused;
        }
        LogTaken(order, booked.Value);
        return NotifyAnswer.Taken;
    }

    /// <summary>True for a nonce never seen, false for the very same message again, null for another message under a used nonce.</summary>
    private async Task<bool?> IsNewAsync(DbScope db, string nonce, string signature)
    {
        if (await db.ExecuteAsync("INSERT INTO payment_nonce (nonce, signature, used_at) VALUES (@nonce, @signature, @Now) ON CONFLICT (nonce) DO NOTHING", new { nonce, signature, Now = clock.GetUtcNow() }) == 1)
        {
            return true;
        }
        return await db.ScalarAsync<string>("SELECT signature FROM payment_nonce WHERE nonce = @nonce", new { nonce }) == signature ? false : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A payment notification from {From} for order {Order} was refused: {Reason}")]
    private partial void LogRefused(string reason, string order, string from);

    [LoggerMessage(Level = LogLevel.Information, Message = "A payment notification for order {Order} was taken: {Booked}")]
    private partial void LogTaken(string order, Booked booked);
}

/// <summary>The address the platform notifies. It is public because it is signed; no cookie and no form of ours comes here.</summary>
internal static class PaymentNotify
{
    public const string Path = "/payments/notify";

    private const int LargestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost(Path, HandleAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimitPolicies.Notifications).ExcludeFromDescription();

    private static async Task<IResult> HandleAsync(HttpContext http, PaymentNotificationService notifications)
    {
        var answer = await notifications.TakeAsync(await ReadAsync(http.Request), http.Connection.RemoteIpAddress?.ToString() ?? "", http.RequestAborted);
        var (text, status) = answer switch
        {
            NotifyAnswer.Taken => ("success", StatusCodes.Status200OK),
            NotifyAnswer.Refused => ("refused", StatusCodes.Status401Unauthorized),
            NotifyAnswer.Unreadable => ("unreadable", StatusCodes.Status400BadRequest),
            _ => ("off", StatusCodes.Status404NotFound),
        };
        return Results.Text(text, "text/plain", statusCode: status);
    }

    /// <summary>The fields of a form or of a flat JSON object; null for anything else.</summary>
    private static async Task<IReadOnlyDictionary<string, string>?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > LargestBody)
        {
            return null;
        }
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LargestBody;
        }
        try
        {
            if (request.HasFormContentType)
            {
                var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
                return form.Files.Count == 0 && form.All(f => f.Value.Count == 1) ? form.ToDictionary(f => f.Key, f => f.Value.ToString()) : null;
            }
            if (!request.HasJsonContentType())
            {
                return null;
            }
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            return FlatFields.FromJson(body.ToArray());
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
