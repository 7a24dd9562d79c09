namespace CEBase.Enrollment.Agreements;

/// <summary>An open class needs a text that its learners can agree to.</summary>
[RestsOn("BJTU:9(a)", How = "开放招生的班没有公布协议文本时不能开放报名；开班时提示还没有同意的学员")]
internal static class AgreementRule
{
    public const string NoText = "agreement.no-text";
    public const string NotAgreed = "agreement.not-agreed";

    /// <param name="isOpen">The class recruits from the public.</param>
    /// <param name="hasText">A version is published.</param>
    public static IReadOnlyList<Finding> CheckText(bool isOpen, bool hasText) => isOpen && !hasText
        ? [Finding.Block(NoText, "还没有公布学员协议的文本。面向社会招生的班要让每名学员同意协议，请先在“学员协议”里公布一版。", "BJTU:9(a)")]
        : [];

    public static IReadOnlyList<Finding> CheckConsents(int missing) => missing > 0
        ? [Finding.Note(NotAgreed, $"还有 {missing} 名学员没有同意协议，他们同意之前不能签到和缴费，请提醒。", "BJTU:9(a)")]
        : [];
}

/// <summary>Before enrolment opens.</summary>
internal sealed class AgreementTextGate(IClassDirectory classes, AgreementService agreements, IAgreementTexts texts) : IStepGate
{
    public string RecordType => ClassStates.RecordType;
    public string Step => "open";
    public string Label => "学员协议文本";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => (await classes.GetAsync(step.Db, [step.RecordId])).FirstOrDefault() is { } card
        ? AgreementRule.CheckText(await agreements.IsAskedAsync(step.Db, card), await texts.CurrentAsync(step.Db) is not null)
        : [];
}
