using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes;

/// <summary>What makes the details of a class impossible to store, whatever its state.</summary>
internal static class ClassChecks
{
    private static readonly Money HighestFee = Money.FromYuan(1_000_000m);
    private static readonly StudyHours MostHours = StudyHours.FromHours(1000m);

    public static IEnumerable<Refusal> Problems(ClassDetails d) =>
    [
        .. Catalogue.Problems.When(string.IsNullOrWhiteSpace(d.Name), nameof(d.Name), "required", "请填写班名。"),
        .. Catalogue.Problems.When(d.Name.Length > 100, nameof(d.Name), "too_long", "班名最多 100 个字。"),
        .. Catalogue.Problems.When(ProjectWords.Forms.All(f => f.Code != d.Form), nameof(d.Form), "form_unknown", "请选择办班形式。"),
        .. Catalogue.Problems.When(ProjectWords.Tasks.All(t => t.Code != d.Task), nameof(d.Task), "task_unknown", "请选择任务类型。"),
        .. Catalogue.Problems.When(d.StartsOn.Year < 2000, nameof(d.StartsOn), "required", "请填写开班日。"),
        .. Catalogue.Problems.When(d.EndsOn < d.StartsOn, nameof(d.EndsOn), "dates_reversed", "结束日不能早于开班日。"),
        .. Catalogue.Problems.When(d.EnrolUntil < d.EnrolFrom, nameof(d.EnrolUntil), "dates_reversed", "报名截止日不能早于报名开始日。"),
        .. DatesRule.Check(d).Select(f => Catalogue.Problems.At(nameof(d.EnrolUntil), f.Rule, f.Sentence)),
        .. Catalogue.Problems.When(d.Capacity is < 1 or > 5000, nameof(d.Capacity), "capacity_range", "座位数应为 1 到 5000 之间的整数。"),
        .. Catalogue.Problems.When(d.Hours <= StudyHours.Zero || d.Hours > MostHours, nameof(d.Hours), "hours_range", "学时应大于 0，最多 1000。"),
        .. Catalogue.Problems.When(d.Fee < Money.Zero || d.Fee > HighestFee, nameof(d.Fee), "fee_range", "收费应为 0 到 1,000,000 元，最多两位小数。"),
        .. Catalogue.Problems.When(string.IsNullOrWhiteSpace(d.Venue), nameof(d.Venue), "required", d.IsOnline ? "请填写线上平台。" : "请填写地点。"),
        .. Catalogue.Problems.When(!d.IsOnline && string.IsNullOrWhiteSpace(d.City), nameof(d.City), "required", "面授班请填写城市。"),
        .. FundingRule.Check(d.Funding, d.Fee, d.Client).Where(f => f.Severity == Severity.Block)
            .Select(f => Catalogue.Problems.At(f.Rule == FundingRule.ClientMissing ? nameof(d.Client) : nameof(d.Fee), f.Rule, f.Sentence)),
    ];
}
