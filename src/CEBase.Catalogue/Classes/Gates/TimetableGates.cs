using CEBase.Catalogue.Classes.Rules;
using CEBase.Instructors;
using CEBase.Platform.Workflows;

namespace CEBase.Catalogue.Classes.Gates;

internal sealed class OpenTimetableGate(TimetableFacts facts) : TimetableGate(ClassWorkflow.OpenEnrolment, facts);

internal sealed class StartTimetableGate(TimetableFacts facts) : TimetableGate(ClassWorkflow.Start, facts);

internal abstract class TimetableGate(string step, TimetableFacts facts) : ClassGate(step, "课表与学时", typeof(TimetableRule))
{
    protected override string Place => "timetable";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => await facts.CheckAsync(step.Session, row);
}

internal sealed class OpenInstructorsGate(IClassDirectory classes, IInstructorRegistry registry) : InstructorsGate(ClassWorkflow.OpenEnrolment, classes, registry);

internal sealed class StartInstructorsGate(IClassDirectory classes, IInstructorRegistry registry) : InstructorsGate(ClassWorkflow.Start, classes, registry);

internal abstract class InstructorsGate(string step, IClassDirectory classes, IInstructorRegistry registry) : ClassGate(step, "授课教师")
{
    protected override string Place => "timetable";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row)
    {
        var sessions = await classes.SessionsAsync(step.Session, row.Id);
        var found = await registry.FindAsync(step.Session, [.. sessions.Select(s => s.InstructorId).OfType<long>().Distinct()]);
        return InstructorsRule.Check(sessions, found.ToDictionary(i => i.Id));
    }
}

internal sealed class LearnerClashGate(Schedule schedule) : ClassGate(ClassWorkflow.Start, "学员有无时间冲突")
{
    protected override string Place => "timetable";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => await schedule.LearnerClashesOfAsync(step.Session, row.Id);
}

internal sealed class ClashGate(Schedule schedule) : ClassGate(ClassWorkflow.OpenEnrolment, "教师与教室有无冲突")
{
    protected override string Place => "timetable";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => await schedule.ClashesOfAsync(step.Session, row.Id);
}
