using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.DataProtection;

namespace CEBase.Platform.Files;

/// <summary>The store over the database.</summary>
internal sealed class FileStore(FileLimits limits, IDataProtectionProvider protection, TimeProvider clock) : IFileStore
{
    private const int PartSize = 1024 * 1024;
    private const int LongestName = 150;

    private readonly IDataProtector _protector = protection.CreateProtector("CEBase.Files");

    private sealed record Stored
    {
        public string Kind { get; init; } = "";
        public string MediaType { get; init; } = "";
        public bool IsEncrypted { get; init; }
    }

    public async Task<StoredFile> SaveAsync(DbScope db, Stream content, string fileName, string permission, FileKinds allowed, ICurrentUser user, bool isSensitive = false)
    {
        var name = CleanName(fileName);
        var bytes = await limits.ReadAsync(content, name, db.Cancel);
        var type = FileTypes.Tell(bytes, name, allowed);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var now = clock.GetUtcNow();

        var isNew = await db.ExecuteAsync("""
            INSERT INTO stored_file (hash, kind, media_type, size, is_encrypted, stored_at) VALUES (@hash, @Kind, @MediaType, @Size, @isSensitive, @now)
            ON CONFLICT (hash) DO NOTHING
            """, new { hash, Kind = type.Kind.ToString(), type.MediaType, Size = bytes.LongLength, isSensitive, now }) == 1;
        if (isNew)
        {
            await WritePartsAsync(db, hash, bytes, isSensitive);
        }
        else if (isSensitive)
        {
            await EncryptAsync(db, hash, bytes);
        }
        name = Path.ChangeExtension(name, FittingExtension(name, type));
        await db.ExecuteAsync("""
            INSERT INTO file_upload (hash, file_name, permission, is_sensitive, account_id, account_name, uploaded_at)
            VALUES (@hash, @name, @permission, @isSensitive, @AccountId, @DisplayName, @now)
            """, new { hash, name, permission, isSensitive, user.AccountId, user.DisplayName, now });
        return new StoredFile { Hash = hash, FileName = name, MediaType = type.MediaType, Size = bytes.LongLength, Permission = permission };
    }

    public Task<StoredFile?> FindAsync(DbScope db, string hash) => db.FirstAsync<StoredFile>("""
        SELECT f.hash, u.file_name, f.media_type, f.size, u.permission
        FROM stored_file f JOIN file_upload u ON u.hash = f.hash WHERE f.hash = @hash ORDER BY u.id DESC LIMIT 1
        """, new { hash });

    public async Task<Stream> OpenAsync(DbScope db, string hash)
    {
        var stored = await db.FirstAsync<Stored>("SELECT kind, media_type, is_encrypted FROM stored_file WHERE hash = @hash", new { hash })
            ?? throw Refusal.NotFound("没有这个文件，可能已被删除。");
        var whole = new MemoryStream();
        foreach (var part in await db.QueryAsync<byte[]>("SELECT content FROM file_part WHERE hash = @hash ORDER BY number", new { hash }))
        {
            whole.Write(stored.IsEncrypted ? _protector.Unprotect(part) : part);
        }
        whole.Position = 0;
        return whole;
    }

    private async Task WritePartsAsync(DbScope db, string hash, byte[] bytes, bool encrypt)
    {
        for (var number = 0; number * (long)PartSize < bytes.LongLength; number++)
        {
            var part = bytes.AsSpan(number * PartSize, Math.Min(PartSize, bytes.Length - (number * PartSize))).ToArray();
            await db.ExecuteAsync("INSERT INTO file_part (hash, number, content) VALUES (@hash, @number, @content)",
                new { hash, number, content = encrypt ? _protector.Protect(part) : part });
        }
    }

    // The same bytes were stored before as harmless, and now come as sensitive.
    private async Task EncryptAsync(DbScope db, string hash, byte[] bytes)
    {
        var turned = await db.ExecuteAsync("UPDATE stored_file SET is_encrypted = TRUE WHERE hash = @hash AND NOT is_encrypted", new { hash });
        if (turned == 1)
        {
            await db.ExecuteAsync("DELETE FROM file_part WHERE hash = @hash", new { hash });
            await WritePartsAsync(db, hash, bytes, encrypt: true);
        }
    }

    private static string CleanName(string fileName)
    {
        var bare = fileName.Replace('\\', '/').Split('/')[^1];
        var clean = new string([.. bare.Where(c => !char.IsControl(c) && !"<>:\"|?*".Contains(c))]).Trim(' ', '.');
        if (clean.Length > LongestName)
        {
            var extension = Path.GetExtension(clean);
            clean = extension.Length < 10 ? clean[..(LongestName - extension.Length)] + extension : clean[..LongestName];
        }
        return clean.Length == 0 ? "未命名" : clean;
    }

    private static string FittingExtension(string name, FileType type)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return type.Extensions.Contains(extension) ? extension : type.Extensions[0];
    }
}
