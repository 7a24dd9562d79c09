namespace CEBase.Catalogue.Closing;

/// <summary>What is written before a class closes: what learners said, and what is to be learned from it.</summary>
[RestsOn("BJTU:15", How = "没有学员评价又没有写明原因的班不能结班")]
[RestsOn("BJTU:33", How = "班级总结提交后才能结班，按工作日提示期限")]
[RestsOn("NPU:17", How = "结班前登记学员评价结果和意见")]
[RestsOn("NPU:18", How = "班级总结提交后才能结班，归档前提示补登备案凭证")]
internal static class ClosingRule
{
    public const string EvaluationMissing = "closing.evaluation-missing";
    public const string SummaryMissing = "closing.summary-missing";
    public const string SummaryNotFiled = "closing.summary-not-filed";
    public const string PartEmpty = "closing.part-empty";

    public static IEnumerable<Finding> CheckEvaluation(ClassEvaluation? evaluation)
    {
        if (evaluation is null || (!evaluation.HasSurvey && string.IsNullOrWhiteSpace(evaluation.Reason)))
        {
            yield return Finding.Block(EvaluationMissing, "还没有登记学员评价。没有开展评价的，请写明原因。", "BJTU:15", "NPU:17");
        }
        else if (evaluation is { HasSurvey: true, Returned: 0 })
        {
            yield return Finding.Block(EvaluationMissing, "问卷一份也没有收回，请补收，或写明没有评价的原因。", "BJTU:15", "NPU:17");
        }
    }

    public static IEnumerable<Finding> CheckSummary(ClassSummary? summary)
    {
        if (summary is not { IsSubmitted: true })
        {
            yield return Finding.Block(SummaryMissing, summary is null ? "还没有写班级总结。" : "班级总结还是草稿，请提交。", "BJTU:33", "NPU:18");
        }
    }

    public static IEnumerable<Finding> CheckFiled(ClassSummary? summary)
    {
        if (summary?.FiledOn is null)
        {
            yield return Finding.Review(SummaryNotFiled, "班级总结还没有登记报省人社厅备案的凭证，请登记，或写明暂不登记的原因。", "NPU:18");
        }
    }

    public static IEnumerable<Finding> CheckWritten(IReadOnlyList<(string Heading, string Text)> parts)
    {
        var empty = parts.Where(p => string.IsNullOrWhiteSpace(p.Text)).Select(p => p.Heading).ToList();
        if (empty.Count > 0)
        {
            yield return Finding.Block(PartEmpty, $"总结还有没写的部分：{string.Join("、", empty)}。", "BJTU:33");
        }
    }
}
