namespace CEBase.Instructors.Clearances;

/// <summary>What a clearance asks before it is submitted or approved.</summary>
[RestsOn("NPU:13", "BJTU:16(a)", How = "例外和外聘审核由申请人以外的人批准")]
internal static class ClearanceRule
{
    public const string SamePerson = "clearance.same-person";
    public const string NoProof = "clearance.no-proof";
    public const string NoBody = "clearance.no-party-body";

    public static IEnumerable<Finding> CheckSubmitting(Clearance clearance)
    {
        if (clearance.Kind == ClearanceKind.Review && clearance.FileHash is null)
        {
            yield return Finding.Block(NoProof, "还没有上传背景调查或党委审核的材料，请先上传。", "BJTU:16(a)");
        }
        if (clearance.Kind == ClearanceKind.Review && clearance.ReviewedBy.Length == 0)
        {
            yield return Finding.Block(NoBody, "请写明由哪个党委审核。", "BJTU:16(a)");
        }
    }

    /// <param name="clearance">The paper.</param>
    /// <param name="approver">Account of who approves; null for the system.</param>
    public static IEnumerable<Finding> CheckApproving(Clearance clearance, long? approver)
    {
        if (approver is not null && approver == clearance.RequestedBy)
        {
            yield return Finding.Block(SamePerson, "申请人不能批准自己的申请，请由另一位有审批权限的人员办理。", clearance.Kind == ClearanceKind.Review ? "BJTU:16(a)" : "NPU:13");
        }
    }
}
