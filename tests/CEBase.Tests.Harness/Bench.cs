using CEBase.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace CEBase.Tests.Harness;

/// <summary>
/// All modules over a fresh, migrated database of its own, without a web server: what unit, property and repository tests stand on.
/// Migrated once a process and kind, then copied, so that a bench costs milliseconds; see <see cref="BenchTemplates"/>.
/// </summary>
public sealed class Bench : IAsyncDisposable
{
    // One key ring a process: the template's protected secrets open in its copies, and a second node shares the first one's.
    private static readonly EphemeralDataProtectionProvider Keys = new();
    private readonly ServiceProvider _services;
    private readonly string _folder;

    private Bench(ServiceProvider services, TestClock clock, string folder)
    {
        _services = services;
        Clock = clock;
        _folder = folder;
    }

    /// <summary>The clock every service sees.</summary>
    public TestClock Clock { get; }

    /// <summary>The database.</summary>
    public IDatabase Database => _services.GetRequiredService<IDatabase>();

    /// <summary>The root services; most things live in a scope, see <see cref="RunAsync{TService, T}"/>.</summary>
    public IServiceProvider Services => _services;

    /// <summary>How this database is reached; a second bench over it is a second node.</summary>
    public required DatabaseOptions Options { get; init; }

    /// <summary>Makes a bench; skips the test by name where PostgreSQL is not installed.</summary>
    /// <param name="kind">Which database.</param>
    /// <param name="more">Further registrations, last so that they win.</param>
    public static Task<Bench> StartAsync(DatabaseKind kind, Action<IServiceCollection>? more = null) => StartAsync(kind, [], more);

    /// <summary>Makes a bench on which recipes were run already, on the day the clock starts at.</summary>
    /// <param name="kind">Which database.</param>
    /// <param name="recipes">Names of recipes of the repository, in the order in which they ran.</param>
    public static Task<Bench> WithRecipesAsync(DatabaseKind kind, params string[] recipes) => StartAsync(kind, recipes, null);

    private static async Task<Bench> StartAsync(DatabaseKind kind, string[] recipes, Action<IServiceCollection>? more)
    {
        var folder = Directory.CreateTempSubdirectory("cebase-test-").FullName;
        var options = new DatabaseOptions { DataFolder = folder, ConnectionString = await BenchTemplates.CopyAsync(kind, recipes, folder) };
        return Compose(options, folder, more);
    }

    /// <summary>A second node over the same database.</summary>
    public Bench SecondNode(Action<IServiceCollection>? more = null) =>
        Compose(new DatabaseOptions { DataFolder = Options.DataFolder, ConnectionString = Options.ConnectionString }, "", more);

    /// <summary>Uses a service in a scope of its own, as one request does.</summary>
    public async Task<T> RunAsync<TService, T>(Func<TService, Task<T>> use) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>Uses a service in a scope of its own, as one request does.</summary>
    public Task RunAsync<TService>(Func<TService, Task> use) where TService : notnull =>
        RunAsync<TService, int>(async service => { await use(service); return 0; });

    /// <summary>Runs a recipe of the repository.</summary>
    public Task RecipeAsync(string name) => RunAsync<RecipeRunner>(runner => runner.RunAsync(name));

    /// <summary>Composes the modules over a database, with nothing migrated.</summary>
    public static Bench Compose(DatabaseOptions options, string folder, Action<IServiceCollection>? more = null)
    {
        var clock = new TestClock();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(TestSettings.Values).Build();
        var environment = new TestEnvironment();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(options);
        services.AddSingleton(new RecipeFolder(Repository.Recipes));
        services.AddSingleton<IHostEnvironment>(environment);
        services.AddSingleton<IWebHostEnvironment>(environment);
        ModuleSet.Compose(configuration, environment, HostModules.Assemblies).ConfigureServices(services);
        services.AddSingleton<IDataProtectionProvider>(Keys);
        more?.Invoke(services);
        return new Bench(services.BuildServiceProvider(), clock, folder) { Options = options };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_folder.Length > 0)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                // A reader may still hold the file; the temporary folder is the system's to sweep.
            }
        }
    }

    private sealed class TestEnvironment : IWebHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Testing";
        public string ApplicationName { get; set; } = "CEBase.Web";
        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
        public string WebRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();
    }
}
