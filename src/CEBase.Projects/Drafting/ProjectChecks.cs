namespace CEBase.Projects.Drafting;

/// <summary>Something wrong with a field, in the words shown at it.</summary>
internal sealed record FieldProblem(string Field, string Sentence);

/// <summary>What makes the terms of a project impossible to store; what only keeps it from being approved is a rule's to say.</summary>
internal static class ProjectChecks
{
    public static IEnumerable<FieldProblem> Problems(ProjectDetails d)
    {
        foreach (var (field, value, label, most) in new[]
        {
            (nameof(d.Name), d.Name, "项目名称", ProjectWords.NameLength), (nameof(d.Responsible), d.Responsible, "负责人", 50), (nameof(d.Audience), d.Audience, "培训对象", 500),
        })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return new(field, $"请填写{label}。");
            }
            else if (value.Trim().Length > most)
            {
                yield return new(field, $"{label}最多 {most} 个字。");
            }
        }
        if (d.UnitId == 0)
        {
            yield return new(nameof(d.UnitId), "请选择承办单位。");
        }
        if (ProjectWords.Forms.All(f => f.Code != d.Form))
        {
            yield return new(nameof(d.Form), "请选择办班形式。");
        }
        if (ProjectWords.Tasks.All(t => t.Code != d.Task))
        {
            yield return new(nameof(d.Task), "请选择任务类型。");
        }
        if (d.Headcount is < 1 or > 100_000)
        {
            yield return new(nameof(d.Headcount), "人数应不少于 1。");
        }
        if (d.StartsOn.Year is < 2000 or > 2100)
        {
            yield return new(nameof(d.StartsOn), "请填写开始日期。");
        }
        else if (d.EndsOn < d.StartsOn || d.EndsOn > d.StartsOn.AddYears(3))
        {
            yield return new(nameof(d.EndsOn), "结束日期应不早于开始日期，且在三年以内。");
        }
        if (d.Hours <= StudyHours.Zero)
        {
            yield return new(nameof(d.Hours), "请填写学时，最多一位小数。");
        }
        if (d.Fee < Money.Zero)
        {
            yield return new(nameof(d.Fee), "请填写每人收费，不收费填 0，最多两位小数。");
        }
        if (d.City.Length > 30)
        {
            yield return new(nameof(d.City), "城市最多 30 个字。");
        }
    }
}
