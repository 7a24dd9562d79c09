using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes.Gates;

internal sealed class OpenTimetableGate(TimetableFacts facts) : TimetableGate(ClassWorkflow.OpenEnrolment, facts);

internal sealed class StartTimetableGate(TimetableFacts facts) : TimetableGate(ClassWorkflow.Start, facts);

internal abstract class TimetableGate(string step, TimetableFacts facts) : ClassGate(step, "课表与学时", typeof(TimetableRule))
{
    protected override string Place => "timetable";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => await facts.CheckAsync(step.Session, row);
}

internal sealed class OpenInstructorsGate(InstructorFacts facts) : InstructorsGate(ClassWorkflow.OpenEnrolment, facts);

internal sealed class StartInstructorsGate(InstructorFacts facts) : InstructorsGate(ClassWorkflow.Start, facts);

internal abstract class InstructorsGate(string step, InstructorFacts facts) : ClassGate(step, "授课教师资格", typeof(InstructorsRule))
{
    protected override string Place => "timetable";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => await facts.CheckAsync(step.Session, row.Id);
}

internal sealed class OwnTeachersGate(InstructorFacts facts) : ClassGate(ClassWorkflow.OpenEnrolment, "本校教师学时占比", typeof(OwnTeachersRule))
{
    protected override string Place => "timetable";

    protected override async Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row) => await facts.CheckOwnShareAsync(step.Session, row);
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
