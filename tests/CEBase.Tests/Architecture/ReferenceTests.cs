using System.Reflection;

namespace CEBase.Tests.Architecture;

/// <summary>Project files and manifests say exactly which modules a module uses.</summary>
public sealed class ReferenceTests
{
    // Modules whose project file or manifest does not yet say what is used. The list may only shrink.
    private static readonly HashSet<string> NotYetClean =
    [
        "CEBase.Instructors", "CEBase.Projects", "CEBase.Catalogue", "CEBase.Enrollment", "CEBase.Learning", "CEBase.Income", "CEBase.Funds",
    ];

    public static TheoryData<string> Modules => [.. Sources.Modules];

    [Theory, MemberData(nameof(Modules))]
    public void A_project_names_exactly_the_modules_it_uses(string module)
    {
        var (named, used) = (Sources.ReferencesOf(module), Sources.UsedBy(module));
        Assert.True(NotYetClean.Contains(module) || named.SequenceEqual(used), $"{module} names {string.Join(", ", named)} and uses {string.Join(", ", used)}.");
    }

    [Theory, MemberData(nameof(Modules))]
    public void A_manifest_depends_on_exactly_the_modules_it_uses(string module)
    {
        var ids = Sources.Modules.ToDictionary(m => m, m => Assembly.Load(m).GetCustomAttribute<ModuleAttribute>()?.Id);
        var said = Assembly.Load(module).GetCustomAttribute<ModuleAttribute>()?.Dependencies.Order(StringComparer.Ordinal).ToList() ?? [];
        var used = Sources.UsedBy(module).Select(m => ids.GetValueOrDefault(m)).OfType<string>().Order(StringComparer.Ordinal).ToList();
        Assert.True(NotYetClean.Contains(module) || said.SequenceEqual(used), $"{module} says {string.Join(", ", said)} and uses {string.Join(", ", used)}.");
    }
}
