namespace CEBase.Sample;

/// <summary>Rights over letters.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>See letters.</summary>
    public const string View = "Sample.View";

    /// <summary>Write letters and hand them in.</summary>
    public const string Manage = "Sample.Manage";

    /// <summary>Approve letters.</summary>
    public const string Approve = "Sample.Approve";

    IReadOnlyList<Permission> IPermissionProvider.Permissions { get; } =
    [
        new(View, "查看函件"),
        new(Manage, "起草函件"),
        new(Approve, "批准函件"),
    ];
}
