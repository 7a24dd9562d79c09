namespace CEBase.Example;

/// <summary>Rights of this module.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Reads items.</summary>
    public const string View = "Example.View";

    /// <summary>Enters items and submits them.</summary>
    public const string Manage = "Example.Manage";

    /// <summary>Approves what another has submitted.</summary>
    public const string Approve = "Example.Approve";

    IReadOnlyList<Permission> IPermissionProvider.Permissions =>
    [
        new(View, "查看事项"),
        new(Manage, "填报事项"),
        new(Approve, "批准事项"),
    ];
}
