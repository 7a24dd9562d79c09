using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CEBase.Web.Hosting;

namespace CEBase.Tests.Architecture;

/// <summary>What the tests of the architecture read of the source tree.</summary>
internal static partial class Sources
{
    /// <summary>The folder of all modules.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "src");

    /// <summary>The modules of the host by name, each the name of its assembly, its folder and its root namespace.</summary>
    public static IReadOnlyList<string> Modules { get; } = [.. HostModules.Assemblies.Select(a => a.GetName().Name!).Where(name => Directory.Exists(Path.Combine(Folder, name))).Order(StringComparer.Ordinal)];

    /// <summary>The tables that a module's migrations make, and the views that it publishes.</summary>
    public static IReadOnlyDictionary<string, string> Owners { get; } = Modules
        .SelectMany(module => Migrations(module).SelectMany(sql => Made().Matches(sql)).Select(m => (Name: m.Groups["name"].Value.ToLowerInvariant(), Module: module)))
        .DistinctBy(x => x.Name).ToDictionary(x => x.Name, x => x.Module);

    /// <summary>Text of a module's migrations.</summary>
    public static IEnumerable<string> Migrations(string module) => Files(module, "*.sql").Select(File.ReadAllText);

    /// <summary>A module's files of a kind, without what is built.</summary>
    public static IEnumerable<string> Files(string module, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Folder, module), pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules"));

    /// <summary>The projects that a module's project file names.</summary>
    public static IReadOnlyList<string> ReferencesOf(string module) =>
        [.. XDocument.Load(Path.Combine(Folder, module, module + ".csproj")).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/'))).Order(StringComparer.Ordinal)];

    /// <summary>The modules whose types a module's code uses.</summary>
    public static IReadOnlyList<string> UsedBy(string module) =>
        [.. Assembly.Load(module).GetReferencedAssemblies().Select(a => a.Name!).Where(name => name.StartsWith("CEBase.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The modules that a module may use: what its project names, and what those name.</summary>
    public static IReadOnlySet<string> MayUse(string module)
    {
        var found = new HashSet<string>();
        var next = new Stack<string>(ReferencesOf(module));
        while (next.TryPop(out var name))
        {
            if (found.Add(name) && Directory.Exists(Path.Combine(Folder, name)))
            {
                ReferencesOf(name).ToList().ForEach(next.Push);
            }
        }
        return found;
    }

    [GeneratedRegex(@"\bCREATE\s+(?:TABLE|VIEW|VIRTUAL\s+TABLE)\s+(?:IF\s+NOT\s+EXISTS\s+)?(?<name>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Made();
}
