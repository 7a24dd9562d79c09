using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using CEBase.Regulations;

namespace CEBase.Catalogue.Notices;

/// <summary>Looks at the words before a text goes to the public. The banned words are a parameter.</summary>
internal sealed class PublicityGate(IParameters parameters, TimeProvider clock) : IStepGate
{
    public const string Words = "publicity.banned-words";

    public string RecordType => NoticeWorkflow.RecordType;

    public string Step => NoticeWorkflow.Publish;

    public string Label => "宣传用语";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var notice = await NoticeDesk.GetAsync(step.Session, step.RecordId);
        var banned = await parameters.GetAsync(step.Session, Words, clock.Today());
        var findings = PublicityRule.Check([notice.Title, notice.Summary, notice.Body], banned.Value.Split('、', StringSplitOptions.RemoveEmptyEntries), banned.Citation);
        return banned.Staleness(clock.Today()) is { } stale ? [.. findings, stale] : findings;
    }
}
