namespace CEBase.Catalogue.Classes;

/// <summary>概况: a class's facts, what can be done with it, and what happened.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassRecordModel(RecordServices services, ClassRepository classes, ClassQueries queries, IAccounts accounts, IProjectDirectory projects, Courses.CourseRepository courses)
    : RecordPage<ClassRow>(services, ClassStates.RecordType)
{
    /// <summary>Acts of this record that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string>
    {
        ["create"] = "新建",
        ["edit"] = "修改",
        ["quotas"] = "修改分组名额",
        ["session_add"] = "课表加课",
        ["session_edit"] = "课表改课",
        ["session_remove"] = "课表删课",
        [TakeApprovalNumber.Act] = "取得审批编号",
        ["recipe"] = "由配方建立",
    };

    [FromRoute] public string No { get; set; } = "";

    public SeatCount Seats { get; private set; } = null!;
    public string? Adviser { get; private set; }
    public ProjectCard? Project { get; private set; }
    public string CourseCode { get; private set; } = "";
    public bool MayEdit => ClassAccess.MayChange(Record, CurrentUser);

    protected override string NotFoundSentence => ClassRepository.NotThere(No).Message;

    protected override async Task<long?> FindIdAsync(DbScope db) => (await classes.FindAsync(db, No))?.Id;

    protected override Task<ClassRow?> ReadAsync(DbScope db, long id) => classes.RowAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Seats = (await queries.SeatsAsync(db, [Record]))[Record.Id];
        Adviser = Record.AdviserId is { } id ? (await accounts.FindAsync(db, id))?.DisplayName : null;
        Project = Record.ProjectId is { } projectId ? await projects.FindAsync(db, projectId) : null;
        CourseCode = (await courses.FindAsync(db, Record.CourseId))!.Code;
    }

    protected override string SentenceOf(StepOutcome outcome) => outcome.Refusal ?? $"培训班 {No} 现在的状态是“{ClassWords.States.LabelOf(outcome.State)}”。";
}
