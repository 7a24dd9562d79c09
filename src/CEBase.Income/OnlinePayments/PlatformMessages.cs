using System.Diagnostics.CodeAnalysis;

namespace CEBase.Income.OnlinePayments;

/// <summary>Where an order stands at the platform.</summary>
internal enum PlatformState
{
    /// <summary>The platform has no such order.</summary>
    Unknown,
    Pending,
    Paid,
    Closed,
}

/// <summary>An order as the platform tells it.</summary>
internal sealed record PlatformOrder(string OrderNo, PlatformState State)
{
    /// <summary>Where the payer pays; only in the answer to a creation.</summary>
    public string? PayAddress { get; init; }

    /// <summary>What arrived; only when paid.</summary>
    public OnlinePayment? Payment { get; init; }
}

/// <summary>What went back to the payer by the platform, in all.</summary>
internal sealed record PlatformRefund(string State, Money Amount);

/// <summary>Money that the platform says has arrived.</summary>
/// <param name="OrderNo">Our order's number.</param>
/// <param name="TradeNo">The platform's number of the payment.</param>
/// <param name="Amount">What was paid.</param>
/// <param name="PaidAt">When.</param>
/// <param name="PayerName">Who paid as the platform knows it; may be empty.</param>
internal sealed record OnlinePayment(string OrderNo, string TradeNo, Money Amount, DateTimeOffset PaidAt, string PayerName);

/// <summary>The platform gave no answer that can be relied on: nothing is known about what happened there.</summary>
internal sealed class PlatformSilent(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>The platform refused the request; nothing happened there.</summary>
internal sealed class PlatformRefused(string code) : Exception(code);

/// <summary>Reads the platform's fields, which are all text.</summary>
internal static class PlatformFields
{
    private const int LongestNumber = 64;
    private const int LongestName = 100;

    public static PlatformState? State(IReadOnlyDictionary<string, string> fields) => fields.GetValueOrDefault("state") switch
    {
        "pending" => PlatformState.Pending,
        "paid" => PlatformState.Paid,
        "closed" => PlatformState.Closed,
        "unknown" => PlatformState.Unknown,
        _ => null,
    };

    public static bool TryPayment(IReadOnlyDictionary<string, string> fields, [NotNullWhen(true)] out OnlinePayment? payment)
    {
        payment = null;
        if (Number(fields, "order_no") is not { } order || Number(fields, "trade_no") is not { } trade || Fen(fields, "amount") is not { Fen: > 0 } amount || Instant(fields, "paid_at") is not { } at)
        {
            return false;
        }
        var payer = fields.GetValueOrDefault("payer_name", "").Trim();
        payment = new OnlinePayment(order, trade, amount, at, payer[..Math.Min(payer.Length, LongestName)]);
        return true;
    }

    /// <summary>Letters, digits, dash and underscore; anything else is no number of ours or theirs.</summary>
    public static string? Number(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name) is { Length: > 0 and <= LongestNumber } number && number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? number : null;

    /// <summary>Whole fen.</summary>
    public static Money? Fen(IReadOnlyDictionary<string, string> fields, string name) =>
        long.TryParse(fields.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? new Money(fen) : null;

    public static DateTimeOffset? Instant(IReadOnlyDictionary<string, string> fields, string name) =>
        DateTimeOffset.TryParseExact(fields.GetValueOrDefault(name), "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    public static string Of(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Of(Money amount) => amount.Fen.ToString(CultureInfo.InvariantCulture);
}
