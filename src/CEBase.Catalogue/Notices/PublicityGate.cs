namespace CEBase.Catalogue.Notices;

/// <summary>Looks at the words before a text goes to the public, against the one list of banned words.</summary>
internal sealed class PublicityGate(INameCheck names) : IStepGate
{
    public string RecordType => NoticeWorkflow.RecordType;

    public string Step => NoticeWorkflow.Publish;

    public string Label => "宣传用语";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var notice = await NoticeService.GetAsync(step.Session, step.RecordId);
        var text = string.Join('\n', notice.Title, notice.Summary, notice.Body);
        return PublicityRule.Check(await names.CheckAsync(step.Session, text, NameUse.Promotion, isOpenEnrolment: false));
    }
}
