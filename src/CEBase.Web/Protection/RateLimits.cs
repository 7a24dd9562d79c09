using System.Net;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CEBase.Web.Protection;

/// <summary>
/// The limits behind <see cref="RateLimitPolicies"/>. Addresses are counted by IPv4 address or IPv6 /64; a proxy's own address never is
/// (forwarded headers are read first). Counts are a node's own.
/// </summary>
internal static class RateLimits
{
    public static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<RateLimitSettings>(configuration.GetSection("RateLimits"));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromMinutes(1);
                context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString();
                return ValueTask.CompletedTask;
            };
            limiter.AddPolicy(RateLimitPolicies.SignIn, http => Limit(http, "address " + Address(http), s => s.SignInPerMinute));
            limiter.AddPolicy(RateLimitPolicies.Registration, http => Limit(http, "address " + Address(http), s => s.RegistrationsPerMinute));
            limiter.AddPolicy(RateLimitPolicies.Applications, http => Limit(http, AccountOrAddress(http), s => s.ApplicationsPerMinute));
            limiter.AddPolicy(RateLimitPolicies.Verification, http => Limit(http, "address " + Address(http), s => s.VerificationsPerMinute, reads: true));
            limiter.AddPolicy(RateLimitPolicies.Notifications, http => Limit(http, "address " + Address(http), s => s.NotificationsPerMinute));
            // A policy counts by one key only; the account that a sign-in tries is the second.
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                SignInAccount.Of(http) is { } account ? Limit(http, "account " + account, s => s.SignInPerMinute) : RateLimitPartition.GetNoLimiter(""));
        });
    }

    private static RateLimitPartition<string> Limit(HttpContext http, string key, Func<RateLimitSettings, int> perMinute, bool reads = false)
    {
        var permits = perMinute(http.RequestServices.GetRequiredService<IOptions<RateLimitSettings>>().Value);
        var counts = reads || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));
        return permits <= 0 || !counts
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
    }

    private static string AccountOrAddress(HttpContext http) =>
        http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } account ? "account " + account : "address " + Address(http);

    private static string Address(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
