using CEBase.Instructors.Evidence;
using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Qualification;

/// <summary>Conduct: an incident that isn't closed stops teaching; the signed commitment is asked for.</summary>
[RestsOn("BJTU:17", How = "有未了结事件的教师不能排课，缺教学承诺书给出提示")]
internal static class ConductRule
{
    public const string OpenIncident = "instructor.open-incident";
    public const string NoCommitment = "instructor.commitment-missing";

    public static IEnumerable<Finding> Check(QualificationFacts facts, DateOnly day)
    {
        if (facts.OpenIncidents.Where(d => d <= day).Select(d => (DateOnly?)d).Min() is { } since)
        {
            yield return Finding.Block(OpenIncident, $"{facts.Who} 有 {since.InTable()} 登记的事件还没有了结，了结之前不能授课。", "BJTU:17");
        }
        if (!facts.Proofs.Any(p => p.Proves == Proves.Commitment && p.Holds(day)))
        {
            yield return Finding.Note(NoCommitment, $"{facts.Who} 没有在 {day.InTable()} 有效的教学承诺书，请补签存档。", "BJTU:17");
        }
    }
}

/// <summary>Dynamic adjustment: who was stopped isn't scheduled, who is under review needs a look.</summary>
[RestsOn("BJTU:19", How = "停止授课的教师不能排课，复核中的须写明理由")]
internal static class AdjustmentRule
{
    public const string Stopped = "instructor.stopped";
    public const string UnderReview = "instructor.under-review";
    public const string Improving = "instructor.improving";

    public static IEnumerable<Finding> Check(QualificationFacts facts, DateOnly day) => facts.Instructor.State switch
    {
        InstructorWorkflow.Stopped => [Finding.Block(Stopped, $"{facts.Who} 已停止排课，请换授课教师。", "BJTU:19")],
        InstructorWorkflow.UnderReview => [Finding.Review(UnderReview, $"{facts.Who} 因评价偏低或有事件正在复核，请先在复核名单上作出决定，或写明理由。", "BJTU:19")],
        InstructorWorkflow.Improving when facts.Instructor.ImproveBy < day =>
            [Finding.Review(Improving, $"{facts.Who} 应在 {facts.Instructor.ImproveBy!.Value.InTable()} 前改进，期限已过还没有结论。请先作出决定，或写明理由。", "BJTU:19")],
        InstructorWorkflow.Improving => [Finding.Note(Improving, $"{facts.Who} 正在限期改进。", "BJTU:19")],
        _ => [],
    };
}
