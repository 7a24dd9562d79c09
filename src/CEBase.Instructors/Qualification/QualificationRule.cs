using CEBase.Instructors.Evidence;

namespace CEBase.Instructors.Qualification;

/// <summary>
/// Who may teach by learning and standing: education at least 硕士研究生 or title at least associate-senior; and rich experience; and leader or
/// backbone of the field. A degree without the education is neither a pass nor a stop: somebody has to look.
/// </summary>
[RestsOn("NPU:13", How = "排课与开班时核对学历或职称、经验、带头人或骨干，逐次课按上课日判断")]
internal static class QualificationRule
{
    public const string Unqualified = "instructor.unqualified";
    public const string DegreeOnly = "instructor.degree-without-education";
    public const string EducationUnclear = "instructor.education-unclear";
    public const string TitleUnknown = "instructor.title-unknown";
    public const string TitleExpired = "instructor.title-proof-expired";
    public const string ExperienceMissing = "instructor.experience-missing";
    public const string ExperienceShort = "instructor.experience-short";
    public const string StandingMissing = "instructor.standing-missing";
    private const string Article = "NPU:13";

    /// <summary>博士研究生毕业 and 硕士研究生毕业. 研究生班 (17) and those who didn't finish (12, 13, 15, 16, 18, 19) don't hold the education.</summary>
    private static readonly string[] Enough = ["11", "14"];

    public static IEnumerable<Finding> Check(QualificationFacts facts, DateOnly day, int leastYears) =>
        [.. Learning(facts, day), .. Experience(facts, leastYears), .. Standing(facts)];

    private static IEnumerable<Finding> Learning(QualificationFacts facts, DateOnly day)
    {
        var i = facts.Instructor;
        if (Enough.Contains(i.Education))
        {
            yield break;
        }
        var proofs = facts.Proofs.Where(p => p.Proves == Proves.Title).ToList();
        if (i.TitleLevel >= TitleLevel.AssociateSenior)
        {
            if (proofs.Count > 0 && !proofs.Any(p => p.Holds(day)))
            {
                yield return Finding.Review(TitleExpired, $"{facts.Who} 凭职称“{i.Title}”授课，但职称证明在 {day.InTable()} 不在有效期内，请补新的证明。", Article);
            }
        }
        else if (i.Degree.StartsWith('2') || i.Degree.StartsWith('3'))
        {
            yield return Finding.Review(DegreeOnly, $"{facts.Who} 有{InstructorWords.DegreeLabel(i.Degree)}学位，学历为{Written(facts)}：有学位不等于有研究生学历，职称也不到副高。请核对毕业证书。", Article);
        }
        else if (i.Education.Length == 0 && i.EducationText.Length > 0)
        {
            yield return Finding.Review(EducationUnclear, $"{facts.Who} 的学历写作“{i.EducationText}”，认不出是否为研究生学历，职称也不到副高。请对照毕业证书填写。", Article);
        }
        else if (facts.UnknownTitles.Count > 0)
        {
            yield return Finding.Review(TitleUnknown, $"{facts.Who} 的学历为{Written(facts)}，职称表里没有“{string.Join("、", facts.UnknownTitles)}”，不能认定级别。请核对证书后改正，或收入职称表。", Article);
        }
        else
        {
            yield return Finding.Block(Unqualified, $"{facts.Who} 的学历为{Written(facts)}，职称为{i.TitleLevel.Label()}，既没有硕士研究生以上学历，也没有副高以上职称。请换教师，或补证明、报例外审批。", Article);
        }
    }

    private static IEnumerable<Finding> Experience(QualificationFacts facts, int leastYears)
    {
        var i = facts.Instructor;
        if (i.ExperienceNote.Length > 0 || i.ExperienceYears >= leastYears)
        {
            yield break;
        }
        yield return i.ExperienceYears is { } years
            ? Finding.Review(ExperienceShort, $"{facts.Who} 的工作年限为 {years} 年，少于 {leastYears} 年，也没有写明教学与实践经验。请补充说明。", Article)
            : Finding.Review(ExperienceMissing, $"{facts.Who} 没有填写工作年限或教学与实践经验。请补充。", Article);
    }

    private static IEnumerable<Finding> Standing(QualificationFacts facts)
    {
        var i = facts.Instructor;
        if (i.Standing == Instructors.Standing.NotStated || i.StandingReason.Length == 0)
        {
            yield return Finding.Review(StandingMissing, $"{facts.Who} 没有说明是本领域的学术带头人或骨干。请填写并写明理由。", Article);
        }
    }

    private static string Written(QualificationFacts facts) =>
        facts.Instructor.Education.Length == 0 && facts.Instructor.EducationText.Length > 0 ? $"“{facts.Instructor.EducationText}”" : InstructorWords.EducationLabel(facts.Instructor.Education);
}
