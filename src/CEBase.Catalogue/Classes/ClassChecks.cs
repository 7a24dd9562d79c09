using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes;

/// <summary>What makes the details of a class impossible to store, whatever its state.</summary>
internal static class ClassChecks
{
    private static readonly Money HighestFee = Money.FromYuan(1_000_000m);
    private static readonly StudyHours MostHours = StudyHours.FromHours(1000m);

    public static IEnumerable<Refusal> Problems(ClassDetails d)
    {
        if (string.IsNullOrWhiteSpace(d.Name))
        {
            yield return Catalogue.Problems.At(nameof(d.Name), "required", "请填写班名。");
        }
        else if (d.Name.Length > 100)
        {
            yield return Catalogue.Problems.At(nameof(d.Name), "too_long", "班名最多 100 个字。");
        }
        if (ProjectWords.Forms.All(f => f.Code != d.Form))
        {
            yield return Catalogue.Problems.At(nameof(d.Form), "form_unknown", "请选择办班形式。");
        }
        if (ProjectWords.Tasks.All(t => t.Code != d.Task))
        {
            yield return Catalogue.Problems.At(nameof(d.Task), "task_unknown", "请选择任务类型。");
        }
        foreach (var problem in DateProblems(d))
        {
            yield return problem;
        }
        if (d.Capacity is < 1 or > 5000)
        {
            yield return Catalogue.Problems.At(nameof(d.Capacity), "capacity_range", "座位数应为 1 到 5000 之间的整数。");
        }
        if (d.Hours <= StudyHours.Zero || d.Hours > MostHours)
        {
            yield return Catalogue.Problems.At(nameof(d.Hours), "hours_range", "学时应大于 0，最多 1000。");
        }
        if (d.Fee < Money.Zero || d.Fee > HighestFee)
        {
            yield return Catalogue.Problems.At(nameof(d.Fee), "fee_range", "收费应为 0 到 1,000,000 元，最多两位小数。");
        }
        if (string.IsNullOrWhiteSpace(d.Venue))
        {
            yield return Catalogue.Problems.At(nameof(d.Venue), "required", d.IsOnline ? "请填写线上平台。" : "请填写地点。");
        }
        if (!d.IsOnline && string.IsNullOrWhiteSpace(d.City))
        {
            yield return Catalogue.Problems.At(nameof(d.City), "required", "面授班请填写城市。");
        }
        foreach (var finding in FundingRule.Check(d.Funding, d.Fee, d.Client).Where(f => f.Severity == Severity.Block))
        {
            yield return Catalogue.Problems.At(finding.Rule == FundingRule.ClientMissing ? nameof(d.Client) : nameof(d.Fee), finding.Rule, finding.Sentence);
        }
    }

    private static IEnumerable<Refusal> DateProblems(ClassDetails d)
    {
        if (d.StartsOn.Year < 2000)
        {
            yield return Catalogue.Problems.At(nameof(d.StartsOn), "required", "请填写开班日。");
        }
        if (d.EndsOn < d.StartsOn)
        {
            yield return Catalogue.Problems.At(nameof(d.EndsOn), "dates_reversed", "结束日不能早于开班日。");
        }
        if (d.EnrolUntil < d.EnrolFrom)
        {
            yield return Catalogue.Problems.At(nameof(d.EnrolUntil), "dates_reversed", "报名截止日不能早于报名开始日。");
        }
        foreach (var finding in DatesRule.Check(d))
        {
            yield return Catalogue.Problems.At(nameof(d.EnrolUntil), finding.Rule, finding.Sentence);
        }
    }
}
