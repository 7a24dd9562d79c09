using CEBase.Instructors.Evidence;
using CEBase.Instructors.Qualification;
using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Overview;

/// <summary>The dated list of instructors for filing.</summary>
[RestsOn("BJTU:18", How = "按日期导出师资名单用于备案，写明判断依据")]
internal sealed class InstructorFiling(Qualifications qualifications, Trace trace)
{
    /// <summary>Kind of record in the trace; the registry is one.</summary>
    public const string RecordType = "InstructorRegistry";

    private static readonly string[] Headings =
    [
        "编号", "姓名", "工作单位", "聘任关系", "学历", "学历代码", "学位", "专业技术职务", "职称级别", "专业领域", "工作年限", "带头人或骨干", "理由",
        "审核有效期自", "审核有效期至", "承诺书签署日期", "排课状态", "结论", "依据条款", "意见",
    ];

    /// <summary>The list as a workbook, everybody judged as at the day; leaves a trace.</summary>
    public async Task<byte[]> ExportAsync(DbScope db, DateOnly day, ICurrentUser user)
    {
        var all = await qualifications.FactsAsync(db, null);
        var leastYears = await qualifications.LeastYearsAsync(db, day);
        using var workbook = new Workbook("师资名单", "授课教师名单", $"截至 {day.InTable()}，共 {all.Count} 人；由 {user.DisplayName} 导出", Headings);
        foreach (var facts in all)
        {
            var i = facts.Instructor;
            var findings = Qualifications.Judge(facts, day, leastYears);
            var review = facts.Reviews.Where(r => r.Cover(day)).OrderByDescending(r => r.Until).Select(r => (Days?)r).FirstOrDefault();
            workbook.Add(i.Number, i.Name, i.Employer, i.Relation.Label(), InstructorWords.EducationLabel(i.Education), i.Education, InstructorWords.DegreeLabel(i.Degree), i.Title, i.TitleLevel.Label(),
                i.Field, i.ExperienceYears, i.Standing.Label(), i.StandingReason, review?.From, review?.Until,
                facts.Proofs.Where(p => p.Proves == Proves.Commitment && p.Holds(day)).Max(p => p.From), InstructorWorkflow.Life.State(i.State).Label, Verdicts.Of(findings).Label(),
                string.Join(" ", findings.SelectMany(f => f.Articles).Select(a => a.ToString()).Distinct()), string.Concat(findings.Select(f => f.Sentence)));
        }
        await trace.AppendAsync(db, new TraceEntry(RecordType, 0, "instructors_exported") { Comment = $"截至 {day.InTable()}，{all.Count} 人" }, user);
        return workbook.Finish();
    }
}
