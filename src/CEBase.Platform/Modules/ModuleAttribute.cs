namespace CEBase.Platform.Modules;

/// <summary>
/// Declares an assembly as a module, in the shape of Orchard Core's <c>Manifest.cs</c>: who it is and which modules it stands on.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ModuleAttribute : Attribute
{
    /// <summary>Unique id, the assembly's name: <c>CEBase.Catalogue</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What staff call it, in Chinese.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what it is for.</summary>
    public required string Description { get; init; }

    /// <summary>Ids of the modules that must be present and started before this one.</summary>
    public string[] Dependencies { get; init; } = [];
}
