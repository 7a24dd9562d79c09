namespace CEBase.Instructors.Registry;

/// <summary>What the form of an instructor sends, as typed.</summary>
internal sealed class InstructorInput
{
    [Display(Name = "姓名")] public string? Name { get; set; }
    [Display(Name = "工作单位")] public string? Employer { get; set; }
    [Display(Name = "聘任关系")] public Relation? Relation { get; set; }
    [Display(Name = "学历")] public string? Education { get; set; }
    [Display(Name = "学位")] public string? Degree { get; set; }
    [Display(Name = "专业技术职务")] public string? Title { get; set; }
    [Display(Name = "新职称从哪天起")] public DateOnly? TitleSince { get; set; }
    [Display(Name = "专业领域")] public string? Field { get; set; }
    [Display(Name = "工作年限")] public int? ExperienceYears { get; set; }
    [Display(Name = "教学与实践经验")] public string? ExperienceNote { get; set; }
    [Display(Name = "学术带头人或骨干")] public Standing Standing { get; set; }
    [Display(Name = "理由")] public string? StandingReason { get; set; }
    [Display(Name = "简介")] public string? Bio { get; set; }
    public int Version { get; set; }
    public string? RequestKey { get; set; }

    public static InstructorInput Of(Instructor i) => new()
    {
        Name = i.Name, Employer = i.Employer, Relation = i.Relation, Education = i.Education, Degree = i.Degree.Length > 0 ? i.Degree[..1] : "", Title = i.Title, Field = i.Field, Bio = i.Bio,
        ExperienceYears = i.ExperienceYears, ExperienceNote = i.ExperienceNote, Standing = i.Standing, StandingReason = i.StandingReason, Version = i.Version,
    };

    public Instructor Entry(string number) => new()
    {
        Number = number, Name = (Name ?? "").Trim(), Employer = (Employer ?? "").Trim(), Relation = Relation ?? Instructors.Relation.Outside, Education = Education ?? "", Degree = Degree ?? "",
        Title = (Title ?? "").Trim(), Field = (Field ?? "").Trim(), Bio = (Bio ?? "").Trim(), ExperienceYears = ExperienceYears, ExperienceNote = (ExperienceNote ?? "").Trim(),
        Standing = Standing, StandingReason = (StandingReason ?? "").Trim(), Version = Version,
    };
}

/// <summary>登记与修改教师: <c>/console/instructors/new</c> and <c>/console/instructors/{number}/edit</c>.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class InstructorEditModel(RecordServices services, InstructorRepository instructors, InstructorService service) : FormPage(services)
{
    [FromRoute] public string? Number { get; set; }

    [BindProperty] public InstructorInput Input { get; set; } = new();

    public IReadOnlyList<string> Fields { get; private set; } = [];
    public string Cancel => Number is null ? InstructorAddresses.Registry : InstructorAddresses.Instructor(Number);

    public override async Task OnGetAsync()
    {
        Input = Number is null ? new InstructorInput { RequestKey = NewKey() } : InstructorInput.Of(await Database.ReadAsync(db => instructors.GetAsync(db, Number)));
        await LoadAsync();
    }

    protected override async Task LoadAsync(DbScope db) => Fields = await instructors.FieldsAsync(db);

    public async Task<IActionResult> OnPostAsync()
    {
        var entry = Input.Entry(Number ?? "");
        Refusals.All("instructor_incomplete", [.. Input.Relation is null ? [(nameof(Input.Relation), "请选择聘任关系。")] : Array.Empty<(string, string)>(), .. InstructorService.Problems(entry)]);
        if (Number is not null)
        {
            return await ChangeAsync(db => service.UpdateAsync(db, entry, CurrentUser, Input.TitleSince), $"{entry.Name} 的信息已保存。", Cancel);
        }
        var number = await Database.WriteAsync(db => service.CreateAsync(db, entry, Input.RequestKey, CurrentUser));
        return Done($"{entry.Name} 已登记，编号 {number}。", InstructorAddresses.Instructor(number));
    }
}
