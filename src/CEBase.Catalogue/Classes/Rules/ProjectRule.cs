namespace CEBase.Catalogue.Classes.Rules;

/// <summary>A class carries out one approved project under its number, and the project's unit may run it.</summary>
[RestsOn("BJTU:5", "BJTU:5(a)", How = "没有获批的立项和审批编号，培训班不能开放报名，也不能开班；一个编号只用于一期班")]
[RestsOn("BJTU:44", How = "承办单位被停办整顿期间，它的培训班不能开放报名，也不能开班")]
internal static class ProjectRule
{
    public const string Missing = "project.missing";
    public const string NotApproved = "project.not-approved";
    public const string NumberMissing = "project.number-missing";
    public const string UnitSuspended = "project.unit-suspended";

    /// <param name="project">The project, or null when the class is linked to none.</param>
    /// <param name="approvalNo">The approval number the class carries.</param>
    public static IEnumerable<Finding> Check(ProjectCard? project, string? approvalNo)
    {
        if (project is null)
        {
            yield return WithoutProject("先立项，批准并取得审批编号以后再办理。");
            yield break;
        }
        if (project.State != ProjectStates.Approved)
        {
            yield return Finding.Block(NotApproved, project.State switch
            {
                ProjectStates.Returned => $"立项 {project.Number} 已被退回，修改后重新报批，批准以后再办理。",
                ProjectStates.Closed => $"立项 {project.Number} 已经结项，不能再用来办班，请重新立项。",
                _ => $"立项 {project.Number} 还没有批准，或改动后正在重新报批，批准以后再办理。",
            }, "BJTU:5");
        }
        else if (string.IsNullOrEmpty(approvalNo) || approvalNo != project.ApprovalNo)
        {
            yield return Finding.Block(NumberMissing, $"班上的审批编号{(string.IsNullOrEmpty(approvalNo) ? "是空的" : $"是 {approvalNo}")}，立项 {project.Number} 的是 {project.ApprovalNo ?? "空的"}。请在班级资料里重新选一次立项。", "BJTU:5(a)");
        }
        if (project.IsUnitSuspended)
        {
            yield return Finding.Block(UnitSuspended, $"承办单位{project.UnitName}正在停办整顿，恢复以后再办理。", "BJTU:44");
        }
    }

    /// <summary>What every gate that compares with a project says when there is none.</summary>
    public static Finding WithoutProject(string sentence) => Finding.Block(Missing, $"还没有关联立项。{sentence}", "BJTU:5");
}
