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
        Number = number,
        Name = (Name ?? "").Trim(),
        Employer = (Employer ?? "").Trim(),
        Relation = Relation ?? Instructors.Relation.Outside,
        Education = Education ?? "",
        Degree = Degree ?? "",
        Title = (Title ?? "").Trim(),
        Field = (Field ?? "").Trim(),
        Bio = (Bio ?? "").Trim(),
        ExperienceYears = ExperienceYears,
        ExperienceNote = (ExperienceNote ?? "").Trim(),
        Standing = Standing,
        StandingReason = (StandingReason ?? "").Trim(),
        Version = Version,
    };
}

/// <summary>What the pages for entering and changing an instructor share.</summary>
internal abstract class InstructorFormPage(IDatabase database, InstructorQueries queries) : PageModel, IFormPage
{
    [BindProperty] public InstructorInput Input { get; set; } = new();

    public IReadOnlyList<string> Fields { get; private set; } = [];
    public abstract string Cancel { get; }

    protected IDatabase Database => database;

    public async Task LoadAsync() => Fields = await database.ReadAsync(queries.FieldsAsync);

    /// <summary>The entry when it can be stored; otherwise every problem is at its field.</summary>
    protected Instructor? ReadInput(string number)
    {
        if (Input.Relation is null)
        {
            ModelState.AddModelError("Input.Relation", "请选择聘任关系。");
        }
        var entry = Input.Entry(number);
        foreach (var (field, sentence) in InstructorService.Problems(entry))
        {
            ModelState.AddModelError($"Input.{field}", sentence);
        }
        return ModelState.IsValid ? entry : null;
    }
}
