using System.Reflection;

namespace CEBase.Tests.Architecture;

/// <summary>A module's public surface is its root namespace; all else is internal. The platform is a library of namespaces.</summary>
public sealed class SurfaceTests
{
    public static TheoryData<string> Modules => [.. Sources.Modules.Where(m => m is not "CEBase.Platform")];

    [Theory, MemberData(nameof(Modules))]
    public void Nothing_is_public_outside_a_modules_root_namespace(string module)
    {
        var seen = Assembly.Load(module).GetExportedTypes().Where(t => !t.IsNested && t.Namespace != module).Select(t => t.FullName).Order(StringComparer.Ordinal).ToList();
        Assert.Empty(seen);
    }
}
