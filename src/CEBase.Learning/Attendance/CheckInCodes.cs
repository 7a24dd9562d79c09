using System.Buffers.Binary;

namespace CEBase.Learning.Attendance;

/// <summary>
/// Codes for checking in, different for each lesson and each minute: an HMAC of both under the lesson's own secret. The long form is in the
/// QR code; the six digits are for those who can't scan.
/// </summary>
internal static class CheckInCodes
{
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789a";

    /// <summary>A new secret for a lesson.</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(32);

    /// <summary>The minute an instant belongs to.</summary>
    public static long MinuteOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / 60;

    /// <summary>The long code: 16 letters and digits, none easily mistaken.</summary>
    public static string Long(byte[] secret, long sessionId, long minute) =>
        string.Create(16, Mac(secret, sessionId, minute), static (text, mac) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Alphabet[mac[i] & 31];
            }
        });

    public static string Short(byte[] secret, long sessionId, long minute) =>
        (BinaryPrimitives.ReadUInt32BigEndian(Mac(secret, sessionId, minute).AsSpan(20)) % 1_000_000).ToString("D6");

    /// <summary>Whether the code is one of this lesson now, or of at most <paramref name="toleranceMinutes"/> minutes before.</summary>
    public static bool Matches(byte[] secret, long sessionId, string code, DateTimeOffset now, int toleranceMinutes)
    {
        var minute = MinuteOf(now);
        for (var back = 0; back <= toleranceMinutes; back++)
        {
            var right = code.Length == 6 ? Short(secret, sessionId, minute - back) : Long(secret, sessionId, minute - back);
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(right), System.Text.Encoding.UTF8.GetBytes(code)))
            {
                return true;
            }
        }
        return false;
    }

    private static byte[] Mac(byte[] secret, long sessionId, long minute)
    {
        Span<byte> message = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(message, sessionId);
        BinaryPrimitives.WriteInt64BigEndian(message[8..], minute);
        return HMACSHA256.HashData(secret, message);
    }
}
