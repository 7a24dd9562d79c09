using Xunit.v3;

[assembly: AssemblyFixture(typeof(CEBase.Tests.Web.DemoSite))]

namespace CEBase.Tests.Web;

/// <summary>
/// The test only reads: it gets the site that all such tests share, instead of one of its own. Signing in counts as reading.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadsAttribute : Attribute, ITraitAttribute
{
    internal const string Trait = "Site";

    /// <inheritdoc />
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Trait, "shared")];
}

/// <summary>Gives tests their sites: the shared one to those that only read, a fresh copy of the demo to all others.</summary>
public sealed class DemoSite : IAsyncDisposable
{
    private readonly Lazy<Task<Site>> _shared = new(StartAsync);

    /// <summary>The site of this test.</summary>
    public Task<Site> ForTestAsync() => TestContext.Current.TestMethod!.Traits.ContainsKey(ReadsAttribute.Trait) ? SharedAsync() : Site.WithDemoAsync();

    /// <summary>The site that is only read.</summary>
    public Task<Site> SharedAsync() => _shared.Value;

    /// <summary>Ends a test's site unless others use it.</summary>
    public async ValueTask DoneAsync(Site site)
    {
        if (!_shared.IsValueCreated || site != await _shared.Value)
        {
            await site.DisposeAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_shared.IsValueCreated)
        {
            await (await _shared.Value).DisposeAsync();
        }
    }

    private static async Task<Site> StartAsync()
    {
        var site = await Site.WithDemoAsync();
        site.CreateClient().Dispose();
        return site;
    }
}
