using CEBase.Platform.Data;
using CEBase.Platform.Files;

namespace CEBase.Platform.Imports.Jobs;

/// <summary>The uploaded file of a job.</summary>
internal static class ImportFile
{
    public static async Task<byte[]> ReadAsync(IFileStore files, DbScope db, string hash)
    {
        await using var stream = await files.OpenAsync(db, hash);
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, db.Cancel);
        return bytes;
    }
}
