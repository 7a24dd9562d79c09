namespace CEBase.Catalogue.Courses;

/// <summary>A course's record page.</summary>
[RequirePermission(Permissions.View)]
internal sealed class CourseRecordModel(IDatabase database, CourseRepository courses, IClassDirectory classes, Trace trace, ICurrentUser user) : PageModel
{
    [FromRoute] public string Code { get; set; } = "";

    public Course Course { get; private set; } = null!;
    public IReadOnlyList<ClassCard> Classes { get; private set; } = [];
    public IReadOnlyList<TraceLine> History { get; private set; } = [];
    public bool MayEdit => user.Has(Permissions.CoursesManage);
    public bool MayPlan => user.Has(Permissions.Manage);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        Course = await courses.FindAsync(db, Code) ?? throw Refusal.NotFound($"没有编号为 {Code} 的课程。");
        Classes = await classes.OfCourseAsync(db, Course.Id);
        History = await trace.OfAsync(db, CourseService.RecordType, Course.Id);
        return 0;
    }, cancel);
}
