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
}
