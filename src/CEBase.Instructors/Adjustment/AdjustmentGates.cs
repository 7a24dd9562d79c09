using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Adjustment;

/// <summary>Keeping or resuming waits until every incident is closed.</summary>
internal abstract class IncidentsClosedGate(string step) : IStepGate
{
    public string RecordType => InstructorService.RecordType;
    public string Step { get; } = step;
    public string Label => "事件已了结";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var number = await step.Session.FirstAsync<string>("SELECT number FROM instructor WHERE id = @RecordId", new { step.RecordId });
        var open = await step.Session.ScalarAsync<long>("SELECT count(*) FROM instructor_incident WHERE instructor_id = @RecordId AND state = 'open'", new { step.RecordId });
        return open == 0 ? [] : [Finding.Block("adjustment.open-incident", $"还有 {open} 件事件没有了结，请先了结。", "BJTU:17") with { Remedy = $"/console/instructors/{number}/conduct" }];
    }
}

internal sealed class KeepGate() : IncidentsClosedGate(InstructorWorkflow.Keep);

internal sealed class ResumeGate() : IncidentsClosedGate(InstructorWorkflow.Resume);

/// <summary>Improving needs the day until when.</summary>
internal sealed class ImproveDateGate : IStepGate
{
    public string RecordType => InstructorService.RecordType;
    public string Step => InstructorWorkflow.Improve;
    public string Label => "改进期限";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) =>
        await step.Session.ScalarAsync<string>("SELECT improve_by FROM instructor WHERE id = @RecordId", new { step.RecordId }) is null
            ? [Finding.Block("adjustment.improve-by", "请先在复核名单上填写改进期限，再办理限期改进。", "BJTU:19") with { Remedy = "/console/instructors/review" }]
            : [];
}
