using CEBase.Catalogue.Classes.Rules;
using static CEBase.Catalogue.ClassStates;

namespace CEBase.Catalogue.Classes;

/// <summary>Gates on the life of a class that another capability of this module brings: its plan, its safety, its archive.</summary>
internal interface IClassGates
{
    /// <summary>Says them beside their steps.</summary>
    void Describe(StepSet<ClassRow> steps);
}

/// <summary>The life of a class, and what of the class itself stands before each step.</summary>
[RestsOn("NPU:11", How = "培训班按筹备、报名、开班、授课、结班、归档逐个环节办理，每一环节留痕")]
internal sealed class ClassWorkflow(
    TimeProvider clock, ClassRepository classes, INameCheck names, TimetableFacts timetable, InstructorFacts instructors, Schedule schedule, ProjectGates projects, IEnumerable<IClassGates> others)
    : TableWorkflow<ClassRow>("training_class", clock)
{
    public const string Plan = "plan";
    public const string OpenEnrolment = "open";
    public const string MakeReady = "ready";
    public const string Start = "start";
    public const string End = "end";
    public const string Close = "close";
    public const string Archive = "archive";
    public const string Cancel = "cancel";
    public const string Revise = "revise";

    /// <summary>States and steps, also for pages and lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(RecordType, "培训班",
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Planned, "已计划", StateTone.Waiting),
        new(Open, "报名中"),
        new(Ready, "待开班", StateTone.Waiting),
        new(Running, "进行中"),
        new(Ended, "已结束", StateTone.Waiting),
        new(Closed, "已结班", StateTone.Done),
        new(Archived, "已归档", StateTone.Done),
        new(Cancelled, "已取消", StateTone.Stopped),
    ],
    [
        Step(Plan, "列入计划", [Draft], Planned, Permissions.Manage),
        Step(OpenEnrolment, "开放报名", [Planned], Open, Permissions.Manage),
        Step(MakeReady, "截止报名", [Open], Ready, Permissions.ManageOwn),
        Step(Start, "开班", [Ready], Running, Permissions.ManageOwn),
        Step(End, "结束授课", [Running], Ended, Permissions.ManageOwn),
        Step(Close, "结班", [Ended], Closed, Permissions.Manage),
        Step(Archive, "归档", [Closed], Archived, Permissions.Manage),
        Step(Revise, "退回草稿", [Planned], Draft, Permissions.Manage) with { AsksComment = true },
        Step(Cancel, "取消培训班", [Draft, Planned, Open, Ready], Cancelled, Permissions.Manage) with { AsksComment = true, IsGrave = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    /// <summary>A page that was read before the move may not be saved after it, so the move counts as a change.</summary>
    public override async Task<bool> MoveAsync(DbScope db, long recordId, string from, string to) => await db.ExecuteAsync(
        "UPDATE training_class SET state = @to, state_since = @Now, version = version + 1 WHERE id = @recordId AND state = @from", new { recordId, from, to, Now = Clock.GetUtcNow() }) == 1;

    public override Task ApplyAsync(StepContext step) => step.Db.RaiseAsync(new ClassStateChanged(step.RecordId, step.From, step.Step.To));

    protected override Task<ClassRow?> ReadAsync(DbScope db, long recordId) => classes.RowAsync(db, recordId);

    protected override Task<bool> MayActAsync(DbScope db, ClassRow record, ICurrentUser user) => Task.FromResult(ClassAccess.MayManage(record, user));

    protected override void Describe(StepSet<ClassRow> steps)
    {
        steps.On(Plan)
            .Gate("班期与报名日期", "edit", (_, c) => DatesRule.Check(c.Details()));
        steps.On(OpenEnrolment)
            .Gate("班期与报名日期", "edit", (_, c) => DatesRule.CheckOpening(c.Details(), Clock.Today()))
            .Gate("本校教师学时占比", "timetable", (s, c) => instructors.CheckOwnShareAsync(s.Db, c), typeof(OwnTeachersRule))
            .Gate("教师与教室有无冲突", "timetable", (s, c) => schedule.ClashesOfAsync(s.Db, c.Id))
            .Gate("座位与分组名额", "quotas", async (s, c) => [.. QuotaRule.Check(c.Capacity, await classes.QuotasAsync(s.Db, c.Id))]);
        steps.On(Plan, OpenEnrolment)
            .Gate("班名用语", "edit", (s, c) => names.CheckAsync(s.Db, c.Name, NameUse.Class, c.Funding == FundingMode.Open))
            .Gate("经费方式与收费", "edit", (_, c) => FundingRule.Check(c.Funding, c.Fee, c.Client), typeof(FeeRule));
        steps.On(OpenEnrolment, Start)
            .Gate("课表与学时", "timetable", (s, c) => timetable.CheckAsync(s.Db, c), typeof(TimetableRule))
            .Gate("授课教师资格", "timetable", (s, c) => instructors.CheckAsync(s.Db, c.Id), typeof(InstructorsRule));
        steps.On(Start)
            .Gate("开班日期", "edit", (_, c) => DatesRule.CheckStart(c.StartsOn, Clock.Today()))
            .Gate("班主任", "edit", (_, c) => PreparationRule.CheckAdviser(c.Details()), ClassGateWords.At("edit", typeof(PreparationRule)) with { Actor = "基地工作人员", RemedyLabel = "指定班主任" })
            .Gate("大纲、资料与食宿", "edit", (_, c) => PreparationRule.CheckLogistics(c.Details()), typeof(PreparationRule))
            .Gate("学员有无时间冲突", "timetable", (s, c) => schedule.LearnerClashesOfAsync(s.Db, c.Id));
        steps.On(End)
            .Gate("结束日期", "edit", (_, c) => DatesRule.CheckEnd(c.EndsOn, Clock.Today()));
        projects.Describe(steps);
        foreach (var other in others)
        {
            other.Describe(steps);
        }
    }

    private static StepDefinition Step(string name, string label, string[] from, string to, string permission) =>
        new(name, label, from, to, permission) { ReviewPermission = Platform.Permissions.FindingsOverride };
}
