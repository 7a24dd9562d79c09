namespace CEBase.Catalogue.Classes;

/// <summary>What the form of a class sends, as typed.</summary>
internal sealed class ClassInput
{
    [Display(Name = "课程")] public long? CourseId { get; set; }
    [Display(Name = "班名")] public string? Name { get; set; }
    [Display(Name = "办班形式")] public string? Form { get; set; }
    [Display(Name = "任务类型")] public string? Task { get; set; }
    [Display(Name = "经费方式")] public FundingMode? Funding { get; set; }
    [Display(Name = "开班日")] public DateOnly? StartsOn { get; set; }
    [Display(Name = "结束日")] public DateOnly? EndsOn { get; set; }
    [Display(Name = "报名开始日")] public DateOnly? EnrolFrom { get; set; }
    [Display(Name = "报名截止日")] public DateOnly? EnrolUntil { get; set; }
    [Display(Name = "城市")] public string? City { get; set; }
    [Display(Name = "地点或平台")] public string? Venue { get; set; }
    [Display(Name = "线上授课")] public bool IsOnline { get; set; }
    [Display(Name = "座位数")] public int? Capacity { get; set; }
    [Display(Name = "审核后录取")] public bool NeedsReview { get; set; }
    [Display(Name = "委托单位")] public string? Client { get; set; }
    [Display(Name = "学时")] public decimal? Hours { get; set; }
    [Display(Name = "每人收费")] public decimal? Fee { get; set; }
    [Display(Name = "费用说明")] public string? WhoPays { get; set; }
    [Display(Name = "面向")] public string? Audience { get; set; }
    [Display(Name = "报名条件")] public string? Requirements { get; set; }
    [Display(Name = "教学大纲")] public string? Syllabus { get; set; }
    [Display(Name = "教材资料")] public string? Materials { get; set; }
    [Display(Name = "用餐")] public string? Board { get; set; }
    [Display(Name = "住宿")] public string? Lodging { get; set; }
    [Display(Name = "班主任")] public long? AdviserId { get; set; }

    [Display(Name = "立项")] public long? ProjectId { get; set; }

    public string? RequestKey { get; set; }
    public int? Version { get; set; }

    public static ClassInput Of(ClassRow row) => new()
    {
        CourseId = row.CourseId, Name = row.Name, Form = row.Form, Task = row.Task, Funding = row.Funding, StartsOn = row.StartsOn, EndsOn = row.EndsOn,
        EnrolFrom = row.EnrolFrom, EnrolUntil = row.EnrolUntil, City = row.City, Venue = row.Venue, IsOnline = row.IsOnline, Capacity = row.Capacity,
        NeedsReview = row.NeedsReview, Client = row.Client, Hours = row.Hours.Hours, Fee = row.Fee.Yuan, WhoPays = row.WhoPays, Audience = row.Audience,
        Requirements = row.Requirements, Syllabus = row.Syllabus, Materials = row.Materials, Board = row.Board, Lodging = row.Lodging,
        AdviserId = row.AdviserId, ProjectId = row.ProjectId, Version = row.Version,
    };

    /// <summary>The details. Values that can't be had stand at what the checks refuse.</summary>
    /// <exception cref="Refusal">Everything that makes them impossible to store, each at its field.</exception>
    public ClassDetails Read()
    {
        var wrong = new Refusals();
        wrong.Ask(() => Field.Chosen(CourseId, nameof(CourseId), "课程"));
        wrong.Ask(() => Field.Chosen(Funding, nameof(Funding), "经费方式"));
        wrong.Ask(() => Field.Day(EndsOn, nameof(EndsOn), "结束日"));
        wrong.Ask(() => Field.Day(EnrolFrom, nameof(EnrolFrom), "报名开始日"));
        wrong.Ask(() => Field.Day(EnrolUntil, nameof(EnrolUntil), "报名截止日"));
        var details = new ClassDetails
        {
            CourseId = CourseId ?? 0, Name = Name ?? "", Form = Form ?? "", Task = Task ?? "", Funding = Funding ?? FundingMode.Open, StartsOn = StartsOn ?? default,
            EndsOn = EndsOn ?? default, EnrolFrom = EnrolFrom ?? default, EnrolUntil = EnrolUntil ?? default, City = City ?? "", Venue = Venue ?? "", IsOnline = IsOnline,
            Capacity = Capacity ?? 0, NeedsReview = NeedsReview, Client = Client ?? "", Hours = TypedAmounts.Hours(Hours) ?? StudyHours.Zero, Fee = TypedAmounts.Yuan(Fee) ?? new Money(-1),
            WhoPays = WhoPays ?? "", Audience = Audience ?? "", Requirements = Requirements ?? "", Syllabus = Syllabus ?? "", Materials = Materials ?? "", Board = Board ?? "",
            Lodging = Lodging ?? "", AdviserId = AdviserId, ProjectId = ProjectId, RequestKey = RequestKey,
        };
        wrong.AskAll(ClassChecks.Problems(details));
        wrong.Done();
        return details;
    }
}
