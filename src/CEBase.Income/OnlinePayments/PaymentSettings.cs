using Microsoft.Extensions.Configuration;

namespace CEBase.Income.OnlinePayments;

/// <summary><c>Payments</c> in the configuration: the school's unified payment page. Without an address the site has no online payment.</summary>
internal sealed record PaymentSettings
{
    public const string Section = "Payments";

    /// <summary>A key shorter than this can be guessed.</summary>
    private const int ShortestKey = 32;

    /// <summary>Address of the platform's interface; empty turns online payment off.</summary>
    public string BaseAddress { get; init; } = "";

    /// <summary>The base's number at the platform.</summary>
    public string MerchantId { get; init; } = "";

    /// <summary>Key shared with the platform. Only ever in the configuration, never in the database or a log.</summary>
    public string Key { get; init; } = "";

    /// <summary>The key before, still believed while the two sides change over.</summary>
    public string PreviousKey { get; init; } = "";

    /// <summary>Address under which payers and the platform reach this site; taken from here and never from a request's Host header.</summary>
    public string PublicAddress { get; init; } = "";

    public int TimeoutSeconds { get; init; } = 10;

    /// <summary>How long a payer has.</summary>
    public int OrderMinutes { get; init; } = 30;

    /// <summary>How far the platform's clock may differ; a message older or newer is refused.</summary>
    public int ClockSkewMinutes { get; init; } = 5;

    /// <summary>After how long without a notification the platform is asked.</summary>
    public int AskAfterMinutes { get; init; } = 3;

    public bool IsOn => BaseAddress.Length > 0;

    public TimeSpan ClockSkew => TimeSpan.FromMinutes(ClockSkewMinutes);

    /// <exception cref="Refusal"><c>payments_settings</c>: half a configuration would take money without being able to book it.</exception>
    public static PaymentSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<PaymentSettings>() ?? new PaymentSettings();
        return settings.IsOn && settings.Fault() is { } fault ? throw new Refusal("payments_settings", fault) : settings;
    }

    /// <summary>An address whose talk nobody else can hear: https, or this very machine.</summary>
    public static bool IsSafe(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    private string? Fault() => !IsSafe(BaseAddress) ? "Payments:BaseAddress 应是以 https:// 开头的完整地址。"
        : !IsSafe(PublicAddress) ? "启用线上缴费须设置 Payments:PublicAddress，是本站对外的 https:// 地址。"
        : MerchantId.Length == 0 ? "启用线上缴费须设置 Payments:MerchantId，是平台分配的商户号。"
        : Key.Length < ShortestKey ? $"启用线上缴费须设置 Payments:Key，至少 {ShortestKey} 个字符，由平台分配。"
        : PreviousKey.Length is > 0 and < ShortestKey ? $"Payments:PreviousKey 至少 {ShortestKey} 个字符，不用时留空。"
        : TimeoutSeconds is < 1 or > 100 || OrderMinutes is < 5 or > 1440 || ClockSkewMinutes is < 1 or > 60 || AskAfterMinutes is < 1 or > 60
            ? "Payments 的时限超出范围：TimeoutSeconds 1–100，OrderMinutes 5–1440，ClockSkewMinutes 1–60，AskAfterMinutes 1–60。"
        : null;
}
