using CEBase.Platform.Data;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Identity.RoleMatrix;

/// <summary>Tells the workflow engine which roles hold a step's permission.</summary>
internal sealed class StepRoles : IStepRoles
{
    public Task<IReadOnlyList<string>> HoldersAsync(DbScope db, string permission) => RoleTable.HoldersAsync(db, permission);
}
