namespace CEBase.Learning.Attendance;

/// <summary>Ending and closing a class: how many of its lessons wait for confirmation. Closing is stopped by it.</summary>
internal abstract class LessonsGate(string step, bool stops, IClassDirectory classes, LessonRegister register) : IStepGate
{
    public string RecordType => ClassStates.RecordType;
    public string Step => step;
    public string Label => "课次学时确认";
    public string Actor => "班主任、基地工作人员";
    public string RemedyLabel => "确认学时";
    public IReadOnlyList<Type> Rules => [typeof(EveryLessonConfirmed)];

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var owner = (await classes.GetAsync(step.Db, [step.RecordId])).Single();
        var lessons = await classes.SessionsAsync(step.Db, step.RecordId);
        var confirmed = await register.ConfirmedAsync(step.Db, [step.RecordId]);
        return EveryLessonConfirmed.Judge(owner.ClassNo, lessons.Count, lessons.Count(s => !confirmed.Contains(s.Id)), stops);
    }
}

/// <summary>A note on ending a class.</summary>
internal sealed class EndClassGate(IClassDirectory classes, LessonRegister register) : LessonsGate("end", false, classes, register);

/// <summary>A stop on closing a class.</summary>
internal sealed class CloseClassGate(IClassDirectory classes, LessonRegister register) : LessonsGate("close", true, classes, register);
