namespace CEBase.Catalogue.Courses;

/// <summary>What the form of a course sends, as typed.</summary>
internal sealed class CourseInput
{
    [Display(Name = "编号")] public string? Code { get; set; }
    [Display(Name = "名称")] public string? Name { get; set; }
    [Display(Name = "科目")] public SubjectKind? Subject { get; set; }
    [Display(Name = "内容类型")] public List<string> Tags { get; set; } = [];
    [Display(Name = "领域")] public string? Field { get; set; }
    [Display(Name = "教学目标")] public string? Objectives { get; set; }
    [Display(Name = "大纲")] public string? Outline { get; set; }
    [Display(Name = "学时")] public decimal? Hours { get; set; }
    [Display(Name = "教材资料")] public string? Materials { get; set; }
    [Display(Name = "在用")] public bool IsActive { get; set; } = true;

    public static CourseInput Of(Course c) => new()
    {
        Code = c.Code, Name = c.Name, Subject = c.Subject, Tags = [.. c.TagCodes], Field = c.Field,
        Objectives = c.Objectives, Outline = c.Outline, Hours = c.Hours.Hours, Materials = c.Materials, IsActive = c.IsActive,
    };

    /// <summary>The course.</summary>
    /// <exception cref="Refusal">Everything that makes it impossible to store, each at its field.</exception>
    public Course Read(string? code = null)
    {
        var course = new Course
        {
            Code = (code ?? Code ?? "").Trim(), Name = Name ?? "", Subject = Subject ?? SubjectKind.ProfessionalSubject, Tags = string.Join(',', Tags), Field = Field ?? "",
            Objectives = Objectives ?? "", Outline = Outline ?? "", Hours = TypedAmounts.Hours(Hours) ?? StudyHours.Zero, Materials = Materials ?? "", IsActive = IsActive,
        };
        var wrong = new Refusals();
        wrong.Ask(() => course.Checked());
        wrong.Ask(() => Platform.Refusals.Field.Chosen(Subject, nameof(Subject), "科目"));
        wrong.Done();
        return course;
    }
}

/// <summary>What the pages for making and changing a course share.</summary>
internal abstract class CourseFormPage(IDatabase database, CourseRepository courses) : PageModel, IFormPage
{
    [BindProperty] public CourseInput Input { get; set; } = new();

    public IReadOnlyList<string> Fields { get; private set; } = [];
    public abstract bool CodeFixed { get; }
    public abstract string Cancel { get; }

    protected IDatabase Database => database;
    protected CourseRepository Courses => courses;

    public async Task LoadAsync() => Fields = await database.ReadAsync(courses.FieldsAsync);

    protected RedirectResult Done(Course course, string what)
    {
        TempData["Done"] = $"课程“{course.Name}”已{what}。";
        return Redirect(CatalogueAddresses.Course(course.Code.ToUpperInvariant()));
    }
}
