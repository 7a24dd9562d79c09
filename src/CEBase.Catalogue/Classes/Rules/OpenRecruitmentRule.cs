namespace CEBase.Catalogue.Classes.Rules;

/// <summary>Who recruits from the public does so with approved material.</summary>
[RestsOn("BJTU:6(a)", How = "面向社会招生的班，宣传材料两级审批通过以后才能开放报名，公开页只显示通过的内容")]
internal static class OpenRecruitmentRule
{
    public const string Missing = "promotion.missing";
    public const string NotApproved = "promotion.not-approved";

    public static IEnumerable<Finding> Check(ProjectCard project, IReadOnlyCollection<PromotionCard> material)
    {
        if (!project.IsOpenEnrolment || material.Any(m => m.IsApproved))
        {
            yield break;
        }
        yield return material.Count == 0
            ? Finding.Block(Missing, "面向社会招生，还没有招生宣传材料。请先起草，经承办单位和管理办公室审批。", "BJTU:6(a)")
            : Finding.Block(NotApproved, $"招生宣传材料“{material.First().Title}”还没有通过审批，或立项改动后退回了草稿。", "BJTU:6(a)");
    }
}
