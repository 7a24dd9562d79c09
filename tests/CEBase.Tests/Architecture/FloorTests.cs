using System.Reflection;
using CEBase.Web.Hosting;

namespace CEBase.Tests.Architecture;

/// <summary>Holds the floors of the design: imports run downwards only.</summary>
public sealed class FloorTests
{
    // Each room may import only from floors below its own.
    private static readonly string[][] Floors =
    [
        ["CEBase.Platform"],
        ["CEBase.Theme.Portal"],
        ["CEBase.Theme.Console"],
        ["CEBase.Regulations"],
        ["CEBase.Instructors", "CEBase.Projects", "CEBase.Centres"],
        ["CEBase.Catalogue"],
        ["CEBase.Enrollment"],
        ["CEBase.Learning"],
        ["CEBase.Income"],
        ["CEBase.Funds", "CEBase.Quality"],
        ["CEBase.Reporting"],
        ["CEBase.Web"],
    ];

    public static TheoryData<string> Rooms => [.. Assemblies.Keys];

    private static Dictionary<string, Assembly> Assemblies { get; } = Reachable();

    [Theory, MemberData(nameof(Rooms))]
    public void A_room_imports_only_from_floors_below(string room)
    {
        var floor = FloorOf(room);
        var upwards = Assemblies[room].GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => name.StartsWith("CEBase.", StringComparison.Ordinal) && FloorOf(name) >= floor);
        Assert.Empty(upwards);
    }

    [Theory, MemberData(nameof(Rooms))]
    public void A_module_imports_no_theme(string room)
    {
        if (room is "CEBase.Web" || room.Contains(".Theme."))
        {
            return;
        }
        Assert.DoesNotContain(Assemblies[room].GetReferencedAssemblies(), a => a.Name!.Contains(".Theme."));
    }

    private static int FloorOf(string room)
    {
        var floor = Array.FindIndex(Floors, rooms => rooms.Contains(room));
        Assert.True(floor >= 0, $"{room} stands on no floor of the design.");
        return floor;
    }

    private static Dictionary<string, Assembly> Reachable()
    {
        var found = new Dictionary<string, Assembly>();
        Visit(typeof(HostModules).Assembly);
        return found;

        void Visit(Assembly assembly)
        {
            if (!found.TryAdd(assembly.GetName().Name!, assembly))
            {
                return;
            }
            foreach (var name in assembly.GetReferencedAssemblies().Where(n => n.Name!.StartsWith("CEBase.", StringComparison.Ordinal)))
            {
                Visit(Assembly.Load(name));
            }
        }
    }
}
