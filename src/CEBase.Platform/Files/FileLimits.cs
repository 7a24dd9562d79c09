using CEBase.Platform.Refusals;
using Microsoft.Extensions.Configuration;

namespace CEBase.Platform.Files;

/// <summary>Limits of uploads, from the configuration section <c>Files</c>.</summary>
internal sealed class FileLimits(IConfiguration configuration)
{
    private const int DefaultMegabytes = 50;

    /// <summary>Largest upload in bytes (<c>Files:MaxMegabytes</c>, 50 by default).</summary>
    public long MaxBytes { get; } = 1024L * 1024 * (configuration.GetValue<int?>("Files:MaxMegabytes") ?? DefaultMegabytes);

    /// <summary>The limit as sentences write it.</summary>
    public string MaxText => $"{MaxBytes / 1024 / 1024} MB";

    /// <summary>All bytes of an upload, at most the limit.</summary>
    /// <exception cref="Refusal"><c>file_too_large</c>.</exception>
    public async Task<byte[]> ReadAsync(Stream content, string fileName, CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[80 * 1024];
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            if (whole.Length + read > MaxBytes)
            {
                throw new Refusal("file_too_large", $"「{fileName}」超过 {MaxText} 的上限。请压缩或拆分后再上传。");
            }
            whole.Write(buffer, 0, read);
        }
        return whole.ToArray();
    }
}
