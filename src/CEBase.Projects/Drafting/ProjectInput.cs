namespace CEBase.Projects.Drafting;

/// <summary>What the form of a project sends, as typed.</summary>
internal sealed class ProjectInput
{
    [Display(Name = "项目名称")] public string? Name { get; set; }
    [Display(Name = "承办单位")] public long? UnitId { get; set; }
    [Display(Name = "负责人")] public string? Responsible { get; set; }
    [Display(Name = "经费方式")] public FundingMode? Funding { get; set; }
    [Display(Name = "办班形式")] public string? Form { get; set; }
    [Display(Name = "任务类型")] public string? Task { get; set; }
    [Display(Name = "面向社会招生")] public bool IsOpenEnrolment { get; set; }
    [Display(Name = "培训对象")] public string? Audience { get; set; }
    [Display(Name = "人数")] public int? Headcount { get; set; }
    [Display(Name = "开始日期")] public DateOnly? StartsOn { get; set; }
    [Display(Name = "结束日期")] public DateOnly? EndsOn { get; set; }
    [Display(Name = "学时")] public decimal? Hours { get; set; }
    [Display(Name = "每人收费")] public decimal? Fee { get; set; }
    [Display(Name = "城市")] public string? City { get; set; }
    [Display(Name = "年度计划条目")] public long? PlanItemId { get; set; }
    [Display(Name = "价格备案")] public long? PriceId { get; set; }
    [Display(Name = "委托单位")] public long? ClientId { get; set; }

    public string? RequestKey { get; set; }
    public int? Version { get; set; }

    public static ProjectInput Of(Project p) => new()
    {
        Name = p.Name, UnitId = p.UnitId, Responsible = p.Responsible, Funding = p.Funding, Form = p.Form, Task = p.Task, IsOpenEnrolment = p.IsOpenEnrolment,
        Audience = p.Audience, Headcount = p.Headcount, StartsOn = p.StartsOn, EndsOn = p.EndsOn, Hours = p.Hours.Hours, Fee = p.Fee.Yuan, City = p.City,
        PlanItemId = p.PlanItemId, PriceId = p.PriceId, ClientId = p.ClientId, Version = p.Version,
    };

    /// <summary>The details, with everything that is wrong. Values that can't be had stand at what the checks refuse.</summary>
    public (ProjectDetails Details, IReadOnlyList<FieldProblem> Problems) Read(IReadOnlyList<string>? intake)
    {
        var details = new ProjectDetails
        {
            Name = Name ?? "", UnitId = UnitId ?? 0, Responsible = Responsible ?? "", Funding = Funding ?? FundingMode.Open, Form = Form ?? "", Task = Task ?? "",
            IsOpenEnrolment = IsOpenEnrolment, Audience = Audience ?? "", Headcount = Headcount ?? 0, StartsOn = StartsOn ?? default, EndsOn = EndsOn ?? default,
            Hours = TypedAmounts.Hours(Hours) ?? StudyHours.Zero, Fee = TypedAmounts.Yuan(Fee) ?? new Money(-1), City = City ?? "", PlanItemId = PlanItemId,
            PriceId = PriceId, ClientId = ClientId, Intake = intake, RequestKey = RequestKey,
        };
        var problems = ProjectChecks.Problems(details).ToList();
        if (Funding is null)
        {
            problems.Add(new(nameof(Funding), "请选择经费方式。"));
        }
        return (details, problems);
    }
}
