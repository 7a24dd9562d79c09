namespace CEBase.Regulations;

/// <summary>Rights over policy values.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>See parameters with their history.</summary>
    public const string View = "Parameters.View";

    /// <summary>Change parameters.</summary>
    public const string Manage = "Parameters.Manage";

    IReadOnlyList<Permission> IPermissionProvider.Permissions { get; } =
    [
        new(View, "查看规则参数"),
        new(Manage, "调整规则参数"),
    ];
}
