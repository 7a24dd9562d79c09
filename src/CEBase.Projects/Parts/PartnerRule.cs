using CEBase.Projects.Intake;

namespace CEBase.Projects.Parts;

/// <summary>A partner is looked into and declared first, and may neither run the whole, nor recruit, nor take money.</summary>
[RestsOn("MOE23:13", How = "合作方须有背景审查和关系申报；整体外包不能立项")]
[RestsOn("MOE23:publicity", "BJTU:6(b)", How = "由合作方代理招生的项目不能立项")]
[RestsOn("MOE23:22", How = "由合作方代收费的项目不能立项")]
internal static class PartnerRule
{
    public const string NotListed = "partner.not-listed";
    public const string Unchecked = "partner.unchecked";
    public const string Undeclared = "partner.undeclared";
    public const string Related = "partner.related";
    public const string RunsWhole = "partner.runs-whole";
    public const string Recruits = "partner.recruits";
    public const string CollectsFees = "partner.collects-fees";

    public static IEnumerable<Finding> Check(IReadOnlyList<string> yes, IReadOnlyList<Partner> partners, DateOnly today)
    {
        if (yes.Contains(IntakeQuestions.WithPartner) && partners.Count == 0)
        {
            yield return Finding.Block(NotListed, "填了有校外合作方，但没有登记是哪一家。", "MOE23:13");
        }
        foreach (var p in partners)
        {
            if (p.CheckedOn is null || p.CheckedOn > today || string.IsNullOrWhiteSpace(p.CheckResult))
            {
                yield return Finding.Block(Unchecked, $"合作方{p.Name}还没有背景和资质审查的日期与结论。", "MOE23:13");
            }
            if (!p.IsDeclared)
            {
                yield return Finding.Block(Undeclared, $"还没有申报本校人员及其关系人是否在{p.Name}任职。", "MOE23:13");
            }
            else if (!string.IsNullOrWhiteSpace(p.RelatedPersons))
            {
                yield return Finding.Review(Related, $"已申报有关系人在{p.Name}任职：{p.RelatedPersons}。请说明如何回避。", "MOE23:13");
            }
            if (p.RunsWhole)
            {
                yield return Finding.Block(RunsWhole, $"项目不得整体外包，{p.Name}不能承担管理和全部教学。", "MOE23:13");
            }
            if (p.Recruits)
            {
                yield return Finding.Block(Recruits, $"不得由校外机构代理招生，{p.Name}不能承担招生。", "MOE23:publicity", "BJTU:6(b)");
            }
            if (p.CollectsFees)
            {
                yield return Finding.Block(CollectsFees, $"费用由学校财务统一收取，{p.Name}不能以任何名义收费。", "MOE23:13", "MOE23:22");
            }
        }
    }
}
