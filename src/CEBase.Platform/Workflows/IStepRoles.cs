using CEBase.Platform.Data;

namespace CEBase.Platform.Workflows;

/// <summary>Who could take a step, when the reader can't; the accounts above the engine know.</summary>
public interface IStepRoles
{
    /// <summary>Labels of the staff roles to which the permission was given by name, in their order.</summary>
    Task<IReadOnlyList<string>> HoldersAsync(DbScope db, string permission);
}
