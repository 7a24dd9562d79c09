namespace CEBase.Catalogue.Courses;

/// <summary>修改课程.</summary>
[RequirePermission(Permissions.CoursesManage)]
internal sealed class CourseEditModel(IDatabase database, CourseRepository courses, CourseService service, ICurrentUser user) : CourseFormPage(database, courses)
{
    [FromRoute] public string Code { get; set; } = "";

    public override bool CodeFixed => true;

    public override string Cancel => CatalogueAddresses.Course(Code);

    public async Task OnGetAsync()
    {
        Input = CourseInput.Of(await Database.ReadAsync(db => Courses.FindAsync(db, Code)) ?? throw Refusal.NotFound($"没有编号为 {Code} 的课程。"));
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var course = Input.Read(Code);
        await Database.WriteAsync(db => service.UpdateAsync(db, course, user));
        return Done(course, "保存");
    }
}
