namespace CEBase.Learning.Attendance;

/// <summary>Confirming: the lesson is over, in a class that runs or ran.</summary>
internal sealed class LessonOverGate(LessonHours hours, TimeProvider clock) : IStepGate
{
    public string RecordType => LessonStates.RecordType;

    public string Step => LessonWorkflow.Confirm;

    public string Label => "课已上完";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => await hours.FileAsync(step.Session, step.RecordId) is { } file
        ? [.. OnlyARealClass.Judge(file.Class.State, ClassWords.States.LabelOf(file.Class.State)), .. OnlyWhatTookPlace.Judge(file.Lesson.Day, file.Lesson.EndsAt, clock.GetUtcNow())]
        : [];
}

/// <summary>Confirming: everybody on the roster has a mark.</summary>
internal sealed class AttendanceCompleteGate(LessonHours hours) : IStepGate
{
    public string RecordType => LessonStates.RecordType;

    public string Step => LessonWorkflow.Confirm;

    public string Label => "考勤齐全";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        if (await hours.FileAsync(step.Session, step.RecordId) is not { } file)
        {
            return [];
        }
        var roster = await hours.RosterAsync(step.Session, file.Class.Id);
        var marked = (await hours.MarksAsync(step.Session, step.RecordId)).Select(m => m.LearnerId).ToHashSet();
        return NobodyForgotten.Judge(roster.Count, [.. roster.Where(e => !marked.Contains(e.LearnerId)).Select(e => e.LearnerName)]);
    }
}

/// <summary>Confirming: what the rules will keep back is shown before the button is pressed; a day cap may ask for a reason.</summary>
internal sealed class CreditGate(LessonHours hours) : IStepGate
{
    public string RecordType => LessonStates.RecordType;

    public string Step => LessonWorkflow.Confirm;

    public string Label => "学时规则";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        if (await hours.FileAsync(step.Session, step.RecordId) is not { } file)
        {
            return [];
        }
        var kept = (await hours.JudgeAsync(step.Session, file, await hours.MarksAsync(step.Session, step.RecordId))).SelectMany(l => l.Credit.Kept).ToList();
        return [.. kept.GroupBy(k => (k.Why.Rule, k.Why.Severity)).Select(group => group.First().Why with
        {
            // A refusal concerns one learner's hours, not the step: the lesson is confirmed and the refusal recorded with its reason.
            Severity = group.Key.Severity == Severity.Review ? Severity.Review : Severity.Note,
            Sentence = group.Count() == 1 ? group.First().Why.Sentence : $"有 {group.Count()} 名学员：{group.First().Why.Sentence}",
        })];
    }
}

/// <summary>Correcting and reopening: four eyes, and not in an archived class.</summary>
internal abstract class CorrectionGate(LessonHours hours, LessonRegister register) : IStepGate
{
    public string RecordType => LessonStates.RecordType;

    public abstract string Step { get; }

    public string Label => "四眼原则";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var row = await register.FindAsync(step.Session, step.RecordId);
        var file = await hours.FileAsync(step.Session, step.RecordId);
        return
        [
            .. OnlyARealClass.Judge(file?.Class.State ?? "", ClassWords.States.LabelOf(file?.Class.State ?? "")),
            .. FourEyes.Judge(row?.ConfirmedBy, step.User.AccountId),
        ];
    }
}

/// <summary>Four eyes on reopening.</summary>
internal sealed class ReopenGate(LessonHours hours, LessonRegister register) : CorrectionGate(hours, register)
{
    public override string Step => LessonWorkflow.Reopen;
}

/// <summary>Four eyes on correcting one learner.</summary>
internal sealed class CorrectGate(LessonHours hours, LessonRegister register) : CorrectionGate(hours, register)
{
    public override string Step => LessonWorkflow.Correct;
}

/// <summary>Ending and closing a class: how many of its lessons wait for confirmation. Closing is stopped by it.</summary>
internal abstract class LessonsGate(IClassDirectory classes, LessonRegister register) : IStepGate
{
    public string RecordType => ClassStates.RecordType;

    public abstract string Step { get; }

    public string Label => "课次学时确认";

    public string Actor => "班主任、基地工作人员";

    public string RemedyLabel => "确认学时";

    public IReadOnlyList<Type> Rules => [typeof(EveryLessonConfirmed)];

    protected abstract bool Stops { get; }

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var owner = (await classes.GetAsync(step.Session, [step.RecordId])).Single();
        var lessons = await classes.SessionsAsync(step.Session, step.RecordId);
        var confirmed = (await register.OfClassesAsync(step.Session, [step.RecordId])).Where(r => r.State == LessonStates.Confirmed).Select(r => r.SessionId).ToHashSet();
        return EveryLessonConfirmed.Judge(owner.ClassNo, lessons.Count, lessons.Count(s => !confirmed.Contains(s.Id)), Stops);
    }
}

/// <summary>A note on ending a class.</summary>
internal sealed class EndClassGate(IClassDirectory classes, LessonRegister register) : LessonsGate(classes, register)
{
    public override string Step => "end";

    protected override bool Stops => false;
}

/// <summary>A stop on closing a class.</summary>
internal sealed class CloseClassGate(IClassDirectory classes, LessonRegister register) : LessonsGate(classes, register)
{
    public override string Step => "close";

    protected override bool Stops => true;
}
