using System.Security.Cryptography;
using CEBase.Catalogue.Closing;

namespace CEBase.Catalogue.Archives;

/// <summary>A file as the manifest lists it.</summary>
internal sealed record ManifestFile(long Id, string Section, string Item, string Title, string FileName, string Origin, long Size, string Sha256);

/// <summary>The list of everything in a frozen archive (封存清单). Stored as .json under its own hash, which is also in the trace of freezing.</summary>
internal sealed record Manifest(string ClassNo, string ClassName, DateTimeOffset FrozenAt, string FrozenBy, IReadOnlyList<ManifestFile> Files, IReadOnlyList<string> Absent)
{
    public const string FileName = "封存清单.json";

    private static readonly JsonSerializerOptions Indented = new(ClosingFigures.Json) { WriteIndented = true };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Indented);

    /// <summary>The manifest, or null when the bytes are none.</summary>
    public static Manifest? Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(bytes, Indented);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
