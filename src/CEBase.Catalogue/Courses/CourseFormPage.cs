using CEBase.Catalogue.Classes;

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
        Code = c.Code, Name = c.Name, Subject = c.Subject, Tags = [.. c.Tags.Split(',', StringSplitOptions.RemoveEmptyEntries)], Field = c.Field,
        Objectives = c.Objectives, Outline = c.Outline, Hours = c.Hours.Hours, Materials = c.Materials, IsActive = c.IsActive,
    };
}

/// <summary>What the pages for making and changing a course share.</summary>
internal abstract class CourseFormPage(IDatabase database) : PageModel, IFormPage
{
    [BindProperty] public CourseInput Input { get; set; } = new();

    public IReadOnlyList<string> Fields { get; private set; } = [];
    public abstract bool CodeFixed { get; }
    public abstract string Cancel { get; }

    protected IDatabase Database => database;

    public async Task LoadAsync() => Fields = await database.ReadAsync(db => new CourseQueries().FieldsAsync(db));

    /// <summary>The course when it can be stored; otherwise every problem is at its field.</summary>
    protected Course? ReadInput(string? code)
    {
        var course = new Course
        {
            Code = (code ?? Input.Code ?? "").Trim(),
            Name = Input.Name ?? "",
            Subject = Input.Subject ?? SubjectKind.ProfessionalSubject,
            Tags = string.Join(',', Input.Tags),
            Field = Input.Field ?? "",
            Objectives = Input.Objectives ?? "",
            Outline = Input.Outline ?? "",
            Hours = TypedAmounts.Hours(Input.Hours) ?? StudyHours.Zero,
            Materials = Input.Materials ?? "",
            IsActive = Input.IsActive,
        };
        var problems = CourseService.Problems(course).ToList();
        if (Input.Subject is null)
        {
            problems.Add(new FieldProblem(nameof(Input.Subject), "required", "请选择科目。"));
        }
        foreach (var problem in problems)
        {
            ModelState.AddModelError($"{nameof(Input)}.{problem.Field}", problem.Sentence);
        }
        return problems.Count == 0 ? course : null;
    }
}
