using System.Text.Json.Serialization;

namespace CEBase.Platform.Personal;

/// <summary>
/// A personal number on its way into the database: encrypted, with the keyed hash by which it is found and the mask by which it is shown. Rows that
/// pages read have hash and mask only; <see cref="IPersonalNumbers.Reveal"/> opens what lies in the row, which is a permission and a trace.
/// </summary>
public sealed class ProtectedNumber
{
    internal ProtectedNumber(string stored, string hash, string masked) => (Stored, Hash, Masked) = (stored, hash, masked);

    /// <summary>Ciphertext, for the row and nothing else.</summary>
    [JsonIgnore]
    public string Stored { get; }

    /// <summary>Keyed hash, for look-up and uniqueness; empty where the number is never looked up.</summary>
    [JsonIgnore]
    public string Hash { get; }

    /// <summary>As shown: 610***********1234.</summary>
    public string Masked { get; }

    /// <summary>The mask.</summary>
    public override string ToString() => Masked;
}
