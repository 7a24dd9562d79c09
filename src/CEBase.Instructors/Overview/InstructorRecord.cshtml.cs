using CEBase.Instructors.Qualification;
using CEBase.Instructors.Registry;
using CEBase.Instructors.Titles;

namespace CEBase.Instructors.Overview;

/// <summary>基本情况与资格: what is known of an instructor, what the rules say as of a day, and what happened.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorRecordModel(IDatabase database, InstructorService service, Qualifications qualifications, WorkflowEngine engine, TimeProvider clock, ICurrentUser user)
    : InstructorRecordPage(database, service, engine, user)
{
    /// <summary>Day for which the rules are asked; today by default.</summary>
    [FromQuery] public DateOnly? On { get; set; }

    public DateOnly Day => On ?? clock.Today();
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public Verdict Verdict => Verdicts.Of(Findings);
    public IReadOnlyList<string> Unknown { get; private set; } = [];
    public WorkflowView View { get; private set; } = null!;

    protected override async Task LoadAsync(DbScope db)
    {
        Findings = (await qualifications.JudgeAsync(db, [new Lesson(Instructor.Id, Day)])).Values.Single();
        Unknown = (await TitlesStep.ReadTableAsync(db)).Read(Instructor.Title).Unknown;
    }

    protected override async Task LookAsync() => View = await Engine.LookAsync(InstructorService.RecordType, Instructor.Id, CurrentUser);

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await Database.ReadAsync(FindAsync)).Id;
        var outcome = await TakeAsync(form.For(InstructorService.RecordType, id));
        return Done($"现在的状态是“{InstructorWorkflow.Life.State(outcome.State).Label}”。");
    }
}
