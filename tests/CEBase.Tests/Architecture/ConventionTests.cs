using System.Reflection;
using CEBase.Web.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;

namespace CEBase.Tests.Architecture;

/// <summary>Makes the conventions of the house executable.</summary>
public sealed class ConventionTests
{
    private static IEnumerable<Type> Types => HostModules.Assemblies.SelectMany(a => a.GetTypes());

    private static IEnumerable<Type> PageModels => Types.Append(typeof(HostModules)).Concat(typeof(HostModules).Assembly.GetTypes())
        .Distinct().Where(t => t.IsSubclassOf(typeof(PageModel)) && !t.IsAbstract);

    [Fact]
    public void Every_page_asks_for_a_permission_or_says_that_it_is_public()
    {
        var unmarked = PageModels.Where(t => t.GetCustomAttribute<RequirePermissionAttribute>() is null
            && t.GetCustomAttribute<PublicAttribute>() is null && t.GetCustomAttribute<SignedInAttribute>() is null);
        Assert.Empty(unmarked.Select(t => t.FullName));
    }

    [Fact]
    public void Every_page_has_a_model_of_its_own_so_that_the_mark_has_a_place()
    {
        var withoutModel = Pages().Where(p => p.IsPage && p.Type.GetProperty("Model", BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)?.PropertyType
            .IsSubclassOf(typeof(PageModel)) != true);
        Assert.Empty(withoutModel.Select(p => p.Path));
    }

    [Fact]
    public void No_two_modules_have_a_page_at_the_same_path_where_one_would_hide_the_other()
    {
        var twice = Pages().Where(p => !p.Path.EndsWith("/_ViewImports.cshtml", StringComparison.Ordinal))
            .GroupBy(p => p.Path, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key);
        Assert.Empty(twice);
    }

    [Fact]
    public async Task Every_permission_that_a_page_or_a_step_asks_for_exists()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var known = bench.Services.GetServices<IPermissionProvider>().SelectMany(p => p.Permissions).Select(p => p.Name).ToHashSet();
        var asked = PageModels.Select(t => t.GetCustomAttribute<RequirePermissionAttribute>()?.Permission).OfType<string>()
            .Concat(await StepsAsync(bench, s => s.IsAutomatic ? null : s.Permission))
            .Concat(await StepsAsync(bench, s => s.ReviewPermission));
        Assert.Empty(asked.Except(known));
    }

    [Fact]
    public async Task Every_permission_state_step_and_gate_has_a_Chinese_label()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        await using var scope = bench.Services.CreateAsyncScope();
        var labels = bench.Services.GetServices<IPermissionProvider>().SelectMany(p => p.Permissions).Select(p => (What: p.Name, p.Label)).ToList();
        foreach (var definition in scope.ServiceProvider.GetRequiredService<WorkflowEngine>().Definitions)
        {
            labels.Add((definition.RecordType, definition.Label));
            labels.AddRange(definition.States.Select(s => (definition.RecordType + "." + s.Name, s.Label)));
            labels.AddRange(definition.Steps.Select(s => (definition.RecordType + "." + s.Name, s.Label)));
        }
        labels.AddRange(scope.ServiceProvider.GetServices<IStepGate>().Select(g => (g.GetType().Name, g.Label)));
        Assert.NotEmpty(labels);
        Assert.Empty(labels.Where(l => !IsChinese(l.Label)).Select(l => l.What));
    }

    [Fact]
    public void Every_rule_says_in_Chinese_how_it_carries_its_articles()
    {
        var silent = Types.SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Append(t))
            .SelectMany(m => m.GetCustomAttributes<RestsOnAttribute>().Select(a => (m, a))).Where(x => !IsChinese(x.a.How));
        Assert.Empty(silent.Select(x => $"{x.m.DeclaringType?.Name}.{x.m.Name}"));
    }

    [Fact]
    public async Task Every_step_starts_and_ends_in_a_state_of_its_workflow_and_every_state_can_be_reached()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        await using var scope = bench.Services.CreateAsyncScope();
        foreach (var definition in scope.ServiceProvider.GetRequiredService<WorkflowEngine>().Definitions)
        {
            var states = definition.States.Select(s => s.Name).ToHashSet();
            Assert.All(definition.Steps, s => Assert.Subset(states, new HashSet<string>([.. s.From, s.To])));
            var reached = definition.Steps.Select(s => s.To).Append(definition.States[0].Name).ToHashSet();
            Assert.Empty(states.Except(reached));
        }
    }

    private static bool IsChinese(string text) => text.Any(c => c is >= '\u4e00' and <= '\u9fff');

    private static IEnumerable<(string Path, Type Type, bool IsPage)> Pages() =>
        HostModules.Assemblies.Append(typeof(HostModules).Assembly).Distinct()
            .SelectMany(a => a.GetCustomAttributes<RazorCompiledItemAttribute>())
            .Select(item => (item.Identifier, item.Type, item.Kind == "mvc.1.0.razor-page"));

    private static async Task<IEnumerable<string>> StepsAsync(Bench bench, Func<StepDefinition, string?> ask)
    {
        await using var scope = bench.Services.CreateAsyncScope();
        return [.. scope.ServiceProvider.GetRequiredService<WorkflowEngine>().Definitions.SelectMany(d => d.Steps).Select(ask).OfType<string>()];
    }
}
