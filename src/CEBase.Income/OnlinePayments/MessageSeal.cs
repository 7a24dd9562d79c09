namespace CEBase.Income.OnlinePayments;

/// <summary>Why a message is not believed.</summary>
internal enum SealFault
{
    None,
    Signature,
    Merchant,
    Time,
    Nonce,
}

/// <summary>Puts merchant, time, nonce and signature on what is sent, and says whether what came is believed.</summary>
internal sealed class MessageSeal(PaymentSettings settings, TimeProvider clock)
{
    public const string Merchant = "merchant_id";
    public const string Time = "timestamp";
    public const string Nonce = "nonce";

    /// <summary>In an answer: the nonce of the request it answers, so that an old answer can't be given to a new question.</summary>
    public const string RequestNonce = "request_nonce";

    private const int LongestNonce = 64;

    public Dictionary<string, string> Seal(string purpose, params (string Name, string Value)[] fields)
    {
        var message = fields.ToDictionary(f => f.Name, f => f.Value);
        message[Merchant] = settings.MerchantId;
        message[Time] = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        message[Nonce] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        message[PaymentSignature.Field] = PaymentSignature.Sign(settings.Key, purpose, message);
        return message;
    }

    /// <summary>The signature is looked at first: what isn't signed tells nothing else.</summary>
    public SealFault Check(string purpose, IReadOnlyDictionary<string, string> message) =>
        !PaymentSignature.IsRight(settings.Key, purpose, message) && !PaymentSignature.IsRight(settings.PreviousKey, purpose, message) ? SealFault.Signature
        : message.GetValueOrDefault(Merchant) != settings.MerchantId ? SealFault.Merchant
        : !long.TryParse(message.GetValueOrDefault(Time), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) > settings.ClockSkew.TotalSeconds ? SealFault.Time
        : message.GetValueOrDefault(Nonce) is not { Length: > 0 and <= LongestNonce } ? SealFault.Nonce
        : SealFault.None;

    /// <summary>As <see cref="Check"/>, for the answer to a request.</summary>
    public SealFault CheckAnswer(string purpose, IReadOnlyDictionary<string, string> answer, IReadOnlyDictionary<string, string> request) =>
        Check(purpose, answer) is var fault && fault != SealFault.None ? fault : answer.GetValueOrDefault(RequestNonce) != request[Nonce] ? SealFault.Nonce : SealFault.None;
}
