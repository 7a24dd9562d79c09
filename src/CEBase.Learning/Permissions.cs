namespace CEBase.Learning;

/// <summary>Rights over attendance and hours.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Takes attendance and shows the check-in code.</summary>
    public const string Take = "Attendance.Take";

    /// <summary>Confirms a lesson, which posts its hours; records results.</summary>
    public const string Confirm = "Hours.Confirm";

    /// <summary>Takes confirmed hours back.</summary>
    public const string Correct = "Hours.Correct";

    /// <summary>Sees everybody's hours.</summary>
    public const string View = "Hours.View";

    /// <summary>Checks in and sees one's own hours.</summary>
    public const string Own = "Hours.Own";

    IReadOnlyList<Permission> IPermissionProvider.Permissions =>
    [
        new(Take, "登记考勤"),
        new(Confirm, "确认课次学时"),
        new(Correct, "更正已确认的学时", IsSensitive: true),
        new(View, "查看学员学时"),
        new(Own, "签到并查看本人学时"),
    ];
}
