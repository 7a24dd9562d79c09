using CEBase.Instructors.Qualification;
using CEBase.Instructors.Registry;
using CEBase.Instructors.Titles;

namespace CEBase.Instructors.Overview;

/// <summary>基本情况与资格: what is known of an instructor, what the rules say as of a day, and what happened.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorRecordModel(RecordServices services, InstructorRepository instructors, Qualifications qualifications, TitleRepository titles, TimeProvider clock)
    : RecordPage<Instructor>(services, InstructorWords.RecordType)
{
    [FromRoute] public string Number { get; set; } = "";

    /// <summary>Day for which the rules are asked; today by default.</summary>
    [FromQuery] public DateOnly? On { get; set; }

    public DateOnly Day => On ?? clock.Today();
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public Verdict Verdict => Verdicts.Of(Findings);
    public IReadOnlyList<string> Unknown { get; private set; } = [];
    public bool MayManage => CurrentUser.Has(Permissions.Manage);

    protected override string NotFoundSentence => $"师资库没有编号为 {Number} 的教师。";

    protected override async Task<long?> FindIdAsync(DbScope db) => (await instructors.FindAsync(db, Number))?.Id;

    protected override Task<Instructor?> ReadAsync(DbScope db, long id) => instructors.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Findings = (await qualifications.JudgeAsync(db, [new Lesson(Record.Id, Day)])).Values.Single();
        Unknown = (await titles.TableAsync(db)).Read(Record.Title).Unknown;
    }

    public override async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await Database.ReadAsync(FindAsync)).Id;
        var outcome = (await Engine.TakeAsync(form.For(InstructorWords.RecordType, id), CurrentUser)).OrRefuse(withFindings: true);
        return Done($"现在的状态是“{InstructorWorkflow.Life.State(outcome.State).Label}”。");
    }
}
