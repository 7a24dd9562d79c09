using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CEBase.Platform.Modules;

/// <summary>One composed module: its manifest, its assembly and its startups, one a capability that has something to set up.</summary>
public sealed record Module(ModuleAttribute Manifest, Assembly Assembly, IReadOnlyList<StartupBase> Startups);

/// <summary>The modules of this host, in dependency order. Refuses a missing dependency or a circle by name.</summary>
public sealed class ModuleSet
{
    private ModuleSet(IReadOnlyList<Module> modules) => All = modules;

    /// <summary>Every module, each after those it depends on.</summary>
    public IReadOnlyList<Module> All { get; }

    /// <summary>Reads the manifests of the given assemblies and orders them.</summary>
    /// <exception cref="ModuleException">An assembly without manifest or startup, a missing dependency, a circle.</exception>
    public static ModuleSet Compose(IConfiguration configuration, IHostEnvironment environment, IEnumerable<Assembly> assemblies)
    {
        var found = assemblies.Select(assembly => Read(assembly, configuration, environment)).ToDictionary(m => m.Manifest.Id);
        var ordered = new List<Module>(found.Count);
        var visiting = new HashSet<string>();
        foreach (var module in found.Values)
        {
            Visit(module);
        }
        return new ModuleSet(ordered);

        void Visit(Module module)
        {
            if (ordered.Contains(module))
            {
                return;
            }
            if (!visiting.Add(module.Manifest.Id))
            {
                throw new ModuleException($"模块 {module.Manifest.Id} 与自己循环依赖，请检查 Manifest.cs。");
            }
            foreach (var dependency in module.Manifest.Dependencies)
            {
                Visit(found.GetValueOrDefault(dependency)
                    ?? throw new ModuleException($"模块 {module.Manifest.Id}（{module.Manifest.Name}）依赖 {dependency}，但主机没有装入它。"));
            }
            ordered.Add(module);
        }
    }

    /// <summary>Calls every <see cref="StartupBase.ConfigureServices"/> and registers what is found by its type, module by module in order.</summary>
    public void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(this);
        foreach (var module in All)
        {
            foreach (var startup in module.Startups)
            {
                startup.ConfigureServices(services);
            }
            Discovery.Register(services, module.Assembly);
        }
    }

    /// <summary>Calls every <see cref="StartupBase.Configure"/>, module by module in order.</summary>
    public void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes)
    {
        foreach (var startup in All.SelectMany(m => m.Startups))
        {
            startup.Configure(app, routes);
        }
    }

    private static Module Read(Assembly assembly, IConfiguration configuration, IHostEnvironment environment)
    {
        var manifest = assembly.GetCustomAttribute<ModuleAttribute>()
            ?? throw new ModuleException($"程序集 {assembly.GetName().Name} 没有模块清单（Manifest.cs）。");
        var startups = Discovery.Of<StartupBase>(assembly).Select(type => (StartupBase)Activator.CreateInstance(type, nonPublic: true)!).ToList();
        if (startups.Count == 0)
        {
            throw new ModuleException($"模块 {manifest.Id} 没有 Startup。");
        }
        foreach (var startup in startups)
        {
            startup.Configuration = configuration;
            startup.Environment = environment;
        }
        return new Module(manifest, assembly, startups);
    }
}

/// <summary>The modules can't be composed; the message says which and why.</summary>
public sealed class ModuleException(string message) : Exception(message);
