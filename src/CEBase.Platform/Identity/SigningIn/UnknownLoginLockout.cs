using CEBase.Platform.Values;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace CEBase.Platform.Identity.SigningIn;

/// <summary>
/// Locks logins that nobody has just as accounts are locked, so that being locked doesn't tell which accounts exist. Kept in memory and
/// bounded: it guards nothing but that answer.
/// </summary>
internal sealed class UnknownLoginLockout(IOptions<IdentitySettings> settings, TimeProvider clock) : IDisposable
{
    private readonly MemoryCache _tries = new(new MemoryCacheOptions { SizeLimit = 50_000 });

    public void RefuseWhenLocked(string? login)
    {
        if (_tries.TryGetValue<Tries>(Key(login), out var tries) && tries!.LockedUntil > clock.GetUtcNow())
        {
            throw SignInService.LockedOut(tries.LockedUntil);
        }
    }

    public void CountFailure(string? login)
    {
        var lockout = TimeSpan.FromMinutes(settings.Value.LockoutMinutes);
        var tries = _tries.GetOrCreate(Key(login), entry =>
        {
            entry.Size = 1;
            entry.SlidingExpiration = lockout * 2;
            return new Tries();
        })!;
        if (Interlocked.Increment(ref tries.Count) >= settings.Value.FailuresBeforeLockout)
        {
            tries.Count = 0;
            tries.LockedUntil = clock.GetUtcNow() + lockout;
            throw SignInService.LockedOut(tries.LockedUntil);
        }
    }

    public void Dispose() => _tries.Dispose();

    private static string Key(string? login)
    {
        var text = Login.Key(login) ?? TextFold.Of(login?.Trim(), Keep.All, Casing.Lower);
        return text.Length <= 120 ? text : text[..120];
    }

    private sealed class Tries
    {
        public int Count;
        public DateTimeOffset LockedUntil;
    }
}
