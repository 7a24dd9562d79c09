namespace CEBase.Projects.Intake;

/// <summary>Seven kinds of activity aren't the office's to approve: each is sent to the competent department.</summary>
[RestsOn("BJTU:4", "BJTU:4(1-7)", How = "立项先答类型问题，七类活动转归口部门，不能提交，也没有审批编号")]
internal static class IntakeRule
{
    public const string Unanswered = "intake.unanswered";
    public const string OtherDepartment = "intake.other-department";

    public static IEnumerable<Finding> Check(IReadOnlyList<string>? yes, IReadOnlyList<IntakeQuestion> questions)
    {
        if (yes is null)
        {
            yield return Finding.Block(Unanswered, "还没有回答项目类型的问题，请先回答，再提交审核。", "BJTU:4");
            yield break;
        }
        foreach (var question in questions.Where(q => q.Department is not null && yes.Contains(q.Code)))
        {
            yield return Finding.Block(OtherDepartment, $"“{question.Question}”答了“是”，这类活动不由继续教育管理办公室审批，请向{question.Department}申请。", [.. question.Citations]);
        }
    }
}
