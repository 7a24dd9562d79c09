namespace CEBase.Catalogue;

/// <summary>Rights of courses and classes.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Reads all classes and courses, drafts as well.</summary>
    public const string View = "Classes.View";

    /// <summary>Makes and changes every class and takes its steps.</summary>
    public const string Manage = "Classes.Manage";

    /// <summary>Runs the classes whose adviser one is: timetable, start and end. Those who manage all classes hold it too.</summary>
    public const string ManageOwn = "Classes.ManageOwn";

    /// <summary>Makes and changes courses.</summary>
    public const string CoursesManage = "Courses.Manage";

    /// <summary>Writes, publishes and withdraws notices and pages.</summary>
    public const string NoticesManage = "Notices.Manage";

    /// <summary>Files teaching plans, keeps materials, safety records and registers of the classes one may manage.</summary>
    public const string TeachingManage = "Teaching.Manage";

    /// <summary>Reads class archives and exports them.</summary>
    public const string ArchivesView = "Archives.View";

    /// <summary>Adds to class archives until they are frozen.</summary>
    public const string ArchivesManage = "Archives.Manage";

    IReadOnlyList<Permission> IPermissionProvider.Permissions =>
    [
        new(View, "查看培训班与课程"),
        new(Manage, "管理全部培训班"),
        new(ManageOwn, "管理本人担任班主任的培训班"),
        new(CoursesManage, "管理课程"),
        new(NoticesManage, "发布通知与页面"),
        new(TeachingManage, "管理教学计划、资料与安全记录"),
        new(ArchivesView, "查看班级档案"),
        new(ArchivesManage, "整理班级档案"),
    ];
}
