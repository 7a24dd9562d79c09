namespace CEBase.Enrollment;

/// <summary>What the module asks for.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>See enrolments of every class.</summary>
    public const string View = "Enrolments.View";

    /// <summary>Admit, refuse, add and remove learners.</summary>
    public const string Manage = "Enrolments.Manage";

    /// <summary>A learner's own applications.</summary>
    public const string Own = "Enrolments.Own";

    /// <summary>See learners, numbers masked.</summary>
    public const string ViewLearners = "Learners.View";

    /// <summary>Change learners' data.</summary>
    public const string ManageLearners = "Learners.Manage";

    /// <summary>See a whole document number, with a reason and a trace.</summary>
    public const string Reveal = "Learners.Reveal";

    /// <summary>Import rosters for any class.</summary>
    public const string ImportRosters = "Rosters.Import";

    /// <summary>An entrusting organisation's contact: its own people's roster and group application.</summary>
    public const string OwnRosters = "Rosters.Own";

    /// <summary>Rooms, meals and emergency contacts of the classes one may manage.</summary>
    public const string Logistics = "Logistics.Manage";

    IReadOnlyList<Permission> IPermissionProvider.Permissions =>
    [
        new(View, "查看报名"),
        new(Manage, "办理报名与录取"),
        new(Own, "本人报名与退出"),
        new(ViewLearners, "查看学员（证件号码遮盖）"),
        new(ManageLearners, "维护学员资料"),
        new(Reveal, "查看学员完整证件号码", IsSensitive: true),
        new(ImportRosters, "导入学员名册"),
        new(OwnRosters, "报送本单位名册与集体报名"),
        new(Logistics, "安排食宿与紧急联系人"),
    ];
}
