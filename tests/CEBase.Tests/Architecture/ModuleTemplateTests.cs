using System.Diagnostics;
using System.Reflection;
using CEBase.Platform.Modules;
using CEBase.Web.Hosting;

namespace CEBase.Tests.Architecture;

/// <summary>Does what CONTRIBUTING.md says under "Add a module", so that the template never falls behind the house.</summary>
public sealed class ModuleTemplateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cebase-template-").FullName;

    [Fact]
    public async Task A_module_made_from_the_template_builds_and_joins_the_house()
    {
        var toy = Assembly.LoadFrom(await BuildAsync("Toy"));
        await using var bench = Bench.Compose(new DatabaseOptions { DataFolder = _folder }, "", null, [.. HostModules.Assemblies, toy]);

        Assert.Contains("CEBase.Toy/001_toy.sql", await bench.Services.GetRequiredService<Migrator>().MigrateAsync());
        Assert.Contains(bench.Services.GetServices<IPermissionProvider>().SelectMany(p => p.Permissions), p => p.Name == "Toy.Approve");
        Assert.Contains(bench.Services.GetServices<IMenuProvider>().SelectMany(m => m.Items), i => i.Href == "/console/toy/letters");
        var id = await bench.Database.WriteAsync(async db =>
        {
            var account = await bench.Services.GetRequiredService<IAccounts>().CreateAsync(db, new NewAccount("张三", null, "zhang@example.com", null));
            return await db.InsertAsync("INSERT INTO letter (state, state_since, subject, body, written_by) VALUES ('draft', '', '关于开班', '', @account)", new { account });
        });
        var outcome = await bench.RunAsync<WorkflowEngine, StepOutcome>(engine => engine.TakeAsync(new StepRequest("Letter", id, "submit"), SystemUser.Instance));
        Assert.Equal("letter.empty", Assert.Single(outcome.Findings).Rule);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            // The assembly stays loaded; on Windows its file stays too, for the system to sweep.
        }
    }

    /// <summary>Makes the module beside the house instead of in its <c>src</c>, so that nothing is left there when the test is stopped.</summary>
    private async Task<string> BuildAsync(string name)
    {
        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props" })
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, file), $"<Project><Import Project=\"{Path.Combine(Repository.Root, file)}\" /></Project>");
        }
        var hive = Path.Combine(_folder, "hive");
        var target = Path.Combine(_folder, "src", "CEBase." + name);
        await DotnetAsync("new", "install", Path.Combine(Repository.Root, "templates", "module"), "--debug:custom-hive", hive);
        await DotnetAsync("new", "cebase-module", "-n", name, "-o", target, "--debug:custom-hive", hive);

        var project = Path.Combine(target, $"CEBase.{name}.csproj");
        await File.WriteAllTextAsync(project, (await File.ReadAllTextAsync(project)).Replace(@"..\CEBase.Platform", Path.Combine(Repository.Root, "src", "CEBase.Platform")));
        var configuration = typeof(ModuleTemplateTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        await DotnetAsync("build", project, "-c", configuration, "-v", "q", "-p:BuildProjectReferences=false", "-p:RunAnalyzers=false");
        return Path.Combine(target, "bin", configuration, "net10.0", $"CEBase.{name}.dll");
    }

    private async Task DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{await output}{await errors}");
    }
}
