using CEBase.Projects.Intake;

namespace CEBase.Projects.Parts;

/// <summary>What others must approve first: foreign, Hong Kong, Macao or Taiwan elements, and tasks for other regions or units.</summary>
[RestsOn("BJTU:7", How = "涉外、涉港澳台的项目没有主管部门批准文件不能提交和批准")]
[RestsOn("NPU:4(a)", How = "外地区、外单位的任务没有批准文件不能立项")]
internal static class OutsideApprovalRule
{
    public const string Foreign = "outside.foreign-approval-missing";
    public const string Region = "outside.region-approval-missing";

    /// <param name="yes">Intake questions answered yes.</param>
    /// <param name="isClientOutside">The client is of another region, whatever was answered.</param>
    /// <param name="documents">Approvals by others.</param>
    public static IEnumerable<Finding> Check(IReadOnlyList<string> yes, bool isClientOutside, IReadOnlyList<ProjectDocument> documents)
    {
        if (yes.Contains(IntakeQuestions.Foreign) && !Has(DocumentKinds.Foreign))
        {
            yield return Finding.Block(Foreign, "项目涉及外籍或港澳台学员、教师或境外办班，须先由主管部门批准。请登记批准文件并附扫描件。", "BJTU:7");
        }
        if ((isClientOutside || yes.Contains(IntakeQuestions.OtherRegion)) && !Has(DocumentKinds.Region))
        {
            yield return Finding.Block(Region, "承接外地区、外单位的任务须先经批准。请登记批准文件并附扫描件。", "NPU:4(a)");
        }

        bool Has(string kind) => documents.Any(d => d.Kind == kind && d.FileHash.Length > 0);
    }
}
