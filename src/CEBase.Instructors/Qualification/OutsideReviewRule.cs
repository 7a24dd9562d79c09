namespace CEBase.Instructors.Qualification;

/// <summary>An outside teacher teaches only on days on which a background check and the Party committee's review are in force.</summary>
[RestsOn("BJTU:16", "BJTU:16(a)", How = "外聘教师须有在上课日有效的背景调查和党委审核，否则不能排课")]
internal static class OutsideReviewRule
{
    public const string Missing = "instructor.review-missing";
    public const string NotYet = "instructor.review-not-yet";
    public const string Expired = "instructor.review-expired";

    public static IEnumerable<Finding> Check(QualificationFacts facts, DateOnly day)
    {
        if (facts.Instructor.Relation != Relation.Outside || facts.Reviews.Any(r => r.Cover(day)))
        {
            yield break;
        }
        if (facts.Reviews.Count == 0)
        {
            yield return Block(Missing, $"{facts.Who} 是外聘教师，还没有通过背景调查和党委审核。请先办理审核。");
        }
        else if (facts.Reviews.Where(r => r.Until < day).Select(r => (DateOnly?)r.Until).Max() is { } last)
        {
            yield return Block(Expired, $"{facts.Who} 的背景调查和党委审核到 {last.InTable()} 为止，{day.InTable()} 已过期。请续办审核或调整日期。");
        }
        else
        {
            yield return Block(NotYet, $"{facts.Who} 的背景调查和党委审核从 {facts.Reviews.Min(r => r.From).InTable()} 起有效，{day.InTable()} 还没有生效。请调整日期。");
        }
    }

    private static Finding Block(string rule, string sentence) => Finding.Block(rule, sentence, "BJTU:16", "BJTU:16(a)");
}
