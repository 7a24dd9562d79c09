using CEBase.Platform.Modules;

namespace CEBase.Platform.Verbs;

/// <summary>The command-line verbs of the modules, found by their type.</summary>
public static class ModuleVerbs
{
    /// <summary>Every verb, in the order of the modules.</summary>
    public static IEnumerable<Verb> Verbs(this ModuleSet modules) =>
        modules.All.SelectMany(m => Discovery.Of<Verb>(m.Assembly)).Select(type => (Verb)Activator.CreateInstance(type, nonPublic: true)!);
}
