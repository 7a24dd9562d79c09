namespace CEBase.Instructors;

/// <summary>Rights of the registry.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Reads the registry.</summary>
    public const string View = "Instructors.View";

    /// <summary>Enters and changes instructors.</summary>
    public const string Manage = "Instructors.Manage";

    /// <summary>Second person of an exception, Party-committee review of outside teachers, stopping and resuming.</summary>
    public const string Approve = "Instructors.Approve";

    IReadOnlyList<Permission> IPermissionProvider.Permissions =>
    [
        new(View, "查看师资库"),
        new(Manage, "管理师资库"),
        new(Approve, "审批教师例外、外聘审查与停课"),
    ];
}
