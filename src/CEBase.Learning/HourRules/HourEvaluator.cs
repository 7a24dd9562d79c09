namespace CEBase.Learning.HourRules;

/// <summary>What a learner has, for <see cref="HourEvaluator"/>.</summary>
/// <param name="Year">The year asked about.</param>
/// <param name="Years">Balances by year, also of earlier years when a cycle or carry-over asks for them.</param>
internal sealed record HourFacts(int Year, IReadOnlyDictionary<int, (StudyHours Public, StudyHours Professional)> Years)
{
    /// <summary>Of them taught face to face this year, or null when nobody counted.</summary>
    public StudyHours? FaceToFace { get; init; }

    /// <summary>The learner's title level, or null when it can't be told from what is written.</summary>
    public TitleLevel? Level { get; init; }

    public static HourFacts Of(int year, StudyHours publicHours, StudyHours professional) =>
        new(year, new Dictionary<int, (StudyHours, StudyHours)> { [year] = (publicHours, professional) });
}

/// <summary>How a learner stands against one rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Professional">Professional hours counted.</param>
/// <param name="Public">Public-subject hours counted.</param>
/// <param name="Carried">Hours carried over from the year before.</param>
/// <param name="RequiredTotal">Asked for in total.</param>
/// <param name="RequiredProfessional">Asked for in professional subjects.</param>
/// <param name="RequiredPublic">Asked for in public subjects.</param>
/// <param name="Findings">What is missing, and what is unsure.</param>
internal sealed record HourJudgement(
    HourRule Rule, StudyHours Professional, StudyHours Public, StudyHours Carried,
    StudyHours RequiredTotal, StudyHours RequiredProfessional, StudyHours RequiredPublic, IReadOnlyList<Finding> Findings)
{
    public StudyHours Total => Professional + Public + Carried;

    /// <summary>Everything asked for is there.</summary>
    public bool IsMet => !Findings.Any(f => f.Severity == Severity.Review);

    /// <summary>What is missing, in words; empty when nothing is.</summary>
    public string Missing => string.Join("；", Findings.Where(f => f.Severity == Severity.Review).Select(f => f.Sentence));

    /// <summary>Counts of the hours that can't replace each other: the ring is full only when the rule is met.</summary>
    public StudyHours TowardsTotal
    {
        get
        {
            var lacking = Math.Max(0, RequiredProfessional.Tenths - Professional.Tenths) + Math.Max(0, RequiredPublic.Tenths - Public.Tenths);
            return new StudyHours(Math.Max(0, Math.Min(Math.Min(Total.Tenths, RequiredTotal.Tenths), RequiredTotal.Tenths - lacking)));
        }
    }
}

/// <summary>
/// Judges a year of hours against a rule. National: 90 with two thirds professional. Shaanxi: 80 as 56 professional and 24 public.
/// A share of professional hours is taken of the required total, so that hours beyond it never turn a pass into a fail.
/// </summary>
[RestsOn("MOHRSS25:8", How = "按规则集判定年度学时")]
[RestsOn("NPU:6", How = "按规则集判定年度学时")]
internal static class HourEvaluator
{
    public static HourJudgement Judge(HourRule rule, HourFacts facts)
    {
        var cycle = Enumerable.Range(facts.Year - rule.CycleYears + 1, rule.CycleYears);
        var own = cycle.Select(y => facts.Years.GetValueOrDefault(y)).ToList();
        var professional = new StudyHours(own.Sum(y => y.Professional.Tenths));
        var publicHours = new StudyHours(own.Sum(y => y.Public.Tenths));
        var yearly = rule.TotalFor(facts.Level);
        var total = new StudyHours(yearly.Tenths * rule.CycleYears);
        var minProfessional = new StudyHours(rule.ProfessionalOf(yearly).Tenths * rule.CycleYears);
        var minPublic = new StudyHours((rule.MinPublic ?? StudyHours.Zero).Tenths * rule.CycleYears);
        var carried = rule.CarryOver ? Surplus(facts.Years.GetValueOrDefault(facts.Year - 1), yearly) : StudyHours.Zero;

        var findings = new List<Finding>();
        Lack("hours.professional", "专业科目", professional, minProfessional);
        Lack("hours.public", "公需科目", publicHours, minPublic);
        Lack("hours.total", "总学时", professional + publicHours + carried, total);
        if (rule.FaceToFace is { } face && facts.FaceToFace is { } had)
        {
            Lack("hours.face-to-face", "面授", had, face);
        }
        if (rule.Levels.Length > 0 && facts.Level is null)
        {
            findings.Add(Finding.Note("hours.level-unknown", "该要求按职称级别分档，学员职称级别未识别，暂按最高一档计算。", Article(rule)));
        }
        if (rule.Certainty is "general" or "unsure")
        {
            findings.Add(Finding.Note("hours.rule-unsure", $"“{rule.Name}”尚未与正式文件核对，结果仅供参考。", Article(rule)));
        }
        return new HourJudgement(rule, professional, publicHours, carried, total, minProfessional, minPublic, findings);

        void Lack(string id, string what, StudyHours has, StudyHours needs)
        {
            if (has < needs)
            {
                findings.Add(Finding.Review(id, $"{what}还差 {needs - has} 学时（要求 {needs}，已有 {has}）", Article(rule)));
            }
        }
    }

    private static string[] Article(HourRule rule) => Citation.TryParse(rule.Citation, out _) ? [rule.Citation] : [];

    private static StudyHours Surplus((StudyHours Public, StudyHours Professional) before, StudyHours total)
    {
        var had = before.Public + before.Professional;
        return had > total ? had - total : StudyHours.Zero;
    }
}
