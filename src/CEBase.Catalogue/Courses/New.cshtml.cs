namespace CEBase.Catalogue.Courses;

/// <summary>新建课程.</summary>
[RequirePermission(Permissions.CoursesManage)]
internal sealed class CourseNewModel(IDatabase database, CourseService courses, ICurrentUser user) : CourseFormPage(database)
{
    public override bool CodeFixed => false;

    public override string Cancel => "/console/courses";

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput(null) is not { } course)
        {
            return await this.AgainAsync();
        }
        await Database.WriteAsync(db => courses.CreateAsync(db, course, user));
        TempData["Done"] = $"课程“{course.Name}”已建立。";
        return Redirect($"/console/courses/{course.Code.ToUpperInvariant()}");
    }
}
