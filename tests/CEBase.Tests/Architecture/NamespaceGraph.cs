using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CEBase.Tests.Architecture;

/// <summary>
/// Which namespaces of an assembly know which, and by what types. Start-ups and menus join the parts of a module and are left out; types
/// the compiler makes count for the type around them.
/// </summary>
internal sealed class NamespaceGraph
{
    private readonly Dictionary<string, Dictionary<string, HashSet<string>>> _arrows = [];

    /// <summary>Reads an assembly's namespaces from a root downwards.</summary>
    public static NamespaceGraph Of(Assembly assembly, string root)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var reader = file.GetMetadataReader();
        var graph = new NamespaceGraph();
        var types = new UsedTypes(file, reader);
        foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            var (home, name) = HomeOf(reader, type);
            if (!IsUnder(home, root) || name.EndsWith("Startup", StringComparison.Ordinal) || name.EndsWith("Menu", StringComparison.Ordinal))
            {
                continue;
            }
            graph._arrows.TryAdd(home, []);
            foreach (var used in types.Of(type))
            {
                var (other, otherName) = HomeOf(reader, reader.GetTypeDefinition(used));
                if (other != home && IsUnder(other, root))
                {
                    var names = graph._arrows[home].TryGetValue(other, out var known) ? known : graph._arrows[home][other] = [];
                    names.Add($"{name}→{otherName}");
                }
            }
        }
        return graph;
    }

    /// <summary>Every group of namespaces each of which reaches every other of the group.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Circles()
    {
        var reach = _arrows.Keys.ToDictionary(n => n, Reach);
        return [.. _arrows.Keys.Where(n => reach[n].Contains(n))
            .GroupBy(n => string.Join(' ', reach[n].Where(o => reach.TryGetValue(o, out var back) && back.Contains(n)).Order()))
            .Select(group => (IReadOnlyList<string>)[.. group.Order()])];
    }

    /// <summary>The arrows of a circle, each with one pair of types that draws it.</summary>
    public string Describe(IReadOnlyList<string> circle) =>
        string.Join("; ", circle.SelectMany(from => _arrows[from].Where(a => circle.Contains(a.Key)).Select(a => $"{from} knows {a.Key} ({a.Value.Count}: {a.Value.Order().First()})")));

    private HashSet<string> Reach(string start)
    {
        var reached = new HashSet<string>();
        var next = new Stack<string>([start]);
        while (next.TryPop(out var here))
        {
            foreach (var other in _arrows.TryGetValue(here, out var arrows) ? arrows.Keys.Where(reached.Add) : [])
            {
                next.Push(other);
            }
        }
        return reached;
    }

    private static (string Namespace, string Name) HomeOf(MetadataReader reader, TypeDefinition type)
    {
        while (!type.GetDeclaringType().IsNil)
        {
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        }
        return (reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    private static bool IsUnder(string name, string root) => name == root || name.StartsWith(root + ".", StringComparison.Ordinal);
}
