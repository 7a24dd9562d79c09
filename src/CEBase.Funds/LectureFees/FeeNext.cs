using CEBase.Funds.Expenses;

namespace CEBase.Funds.LectureFees;

/// <summary>What is to be done next with a list, in a sentence.</summary>
internal static class FeeNext
{
    /// <param name="list">The list.</param>
    /// <param name="hasLines">Somebody is on it.</param>
    /// <param name="hasBudget">A budget line was chosen.</param>
    /// <param name="misses">Somebody who is to be paid has no card.</param>
    public static string Of(FeeList list, bool hasLines, bool hasBudget, bool misses) => list.State switch
    {
        FeeListWorkflow.Draft when !hasLines => list.Kind == LineKind.Lecture ? "表上没有课次：重新计算，或作废本表。" : "添加领款人，写明税后金额和事由。",
        FeeListWorkflow.Draft => $"核对每行金额{(misses ? "、补登银行卡" : "")}{(hasBudget ? "" : "、选定列支科目")}，然后提交核定。",
        FeeListWorkflow.Checked => "等编制人、提交人之外的一位负责人核定。",
        FeeListWorkflow.Confirmed when !hasBudget || misses => $"生成报销单之前，请先{string.Join("、", new[] { hasBudget ? "" : "选定列支科目", misses ? "补登银行卡" : "" }.Where(w => w.Length > 0))}。",
        FeeListWorkflow.Confirmed => "数字已冻结，请生成报销单。",
        FeeListWorkflow.Handed when list.ClaimState is ClaimStates.Cancelled or ClaimStates.Reversed => "报销单已不在，请收回本表重做。",
        FeeListWorkflow.Handed when list.PaidOn is not null => "已发放。",
        FeeListWorkflow.Handed when list.ClaimState is ClaimStates.Approved or ClaimStates.Handed => $"导出转账清单交财务处转账，然后在报销单 {list.ClaimNumber} 登记凭证和付款。",
        FeeListWorkflow.Handed => $"报销单 {list.ClaimNumber} 还在审批，批完再转账。",
        _ => "已作废，课次可以重新编入别的表。",
    };
}
