using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Adjustment;

/// <summary>Keeping or resuming waits until every incident is closed.</summary>
internal abstract class IncidentsClosedGate(string step, ConductRepository conduct) : StepGate<Instructor>(InstructorWords.RecordType, step, "事件已了结")
{
    protected override async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step, Instructor record) => await conduct.OpenAsync(step.Db, record.Id) is var open and > 0
        ? [Finding.Block("adjustment.open-incident", $"还有 {open} 件事件没有了结，请先了结。", "BJTU:17") with { Remedy = InstructorAddresses.Instructor(record.Number) + "/conduct" }]
        : [];
}

internal sealed class KeepGate(ConductRepository conduct) : IncidentsClosedGate(InstructorWorkflow.Keep, conduct);

internal sealed class ResumeGate(ConductRepository conduct) : IncidentsClosedGate(InstructorWorkflow.Resume, conduct);
