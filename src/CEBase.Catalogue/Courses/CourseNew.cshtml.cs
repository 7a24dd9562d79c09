namespace CEBase.Catalogue.Courses;

/// <summary>新建课程.</summary>
[RequirePermission(Permissions.CoursesManage)]
internal sealed class CourseNewModel(IDatabase database, CourseRepository courses, CourseService service, ICurrentUser user) : CourseFormPage(database, courses)
{
    public override bool CodeFixed => false;

    public override string Cancel => CatalogueAddresses.Courses;

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var course = Input.Read();
        await Database.WriteAsync(db => service.CreateAsync(db, course, user));
        return Done(course, "建立");
    }
}
