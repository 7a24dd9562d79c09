namespace CEBase.Catalogue.Classes.Gates;

/// <summary>A gate of the class's own module: reads the class, then asks a rule.</summary>
internal abstract class ClassGate(string step, string label, params Type[] rules) : IStepGate
{
    public string RecordType => ClassStates.RecordType;

    public string Step { get; } = step;

    public string Label { get; } = label;

    public IReadOnlyList<Type> Rules { get; } = rules;

    public virtual string? Actor => "班主任、基地工作人员";

    public virtual string RemedyLabel => Place switch
    {
        "timetable" => "编排课表",
        "quotas" => "设置名额",
        "plan" => "编制教学计划",
        "materials" => "登记教材",
        "safety" => "登记安全事项",
        "edit" => "修改班级资料",
        _ => "去处理",
    };

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var row = await ClassRow.FindAsync(step.Session, step.RecordId);
        return row is null ? [] : [.. (await FindingsAsync(step, row)).Select(f => f with { Remedy = f.Remedy ?? $"/console/classes/{row.ClassNo}/{Place}" })];
    }

    /// <summary>Page of the class where what the gate looks at is mended.</summary>
    protected virtual string Place => "edit";

    protected abstract Task<IEnumerable<Finding>> FindingsAsync(StepContext step, ClassRow row);
}
