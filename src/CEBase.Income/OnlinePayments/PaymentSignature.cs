namespace CEBase.Income.OnlinePayments;

/// <summary>
/// Signatures of the payment platform: HMAC-SHA256, lower-case hex, over the message's purpose and its fields. The purpose is signed too, so that
/// one message can't be passed off as another. Pure; see docs/payments.md.
/// </summary>
internal static class PaymentSignature
{
    public const string Field = "signature";

    /// <summary>What is signed: purpose, line feed, then the fields but the signature, ordered by name, percent-encoded as name=value and joined by &amp;.</summary>
    public static string Canonical(string purpose, IEnumerable<KeyValuePair<string, string>> fields) => purpose + "\n" + string.Join('&', fields
        .Where(f => f.Key != Field).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));

    public static string Sign(string key, string purpose, IEnumerable<KeyValuePair<string, string>> fields) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(Canonical(purpose, fields))));

    /// <summary>Compares in a time that tells nothing about how much was right.</summary>
    public static bool IsRight(string key, string purpose, IReadOnlyDictionary<string, string> fields) =>
        key.Length > 0 && fields.TryGetValue(Field, out var given)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(key, purpose, fields)), Encoding.UTF8.GetBytes(given));
}
