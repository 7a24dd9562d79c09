namespace CEBase.Catalogue.Courses;

/// <summary>修改课程.</summary>
[RequirePermission(Permissions.CoursesManage)]
internal sealed class CourseEditModel(IDatabase database, CourseService courses, ICurrentUser user) : CourseFormPage(database)
{
    [FromRoute] public string Code { get; set; } = "";

    public override bool CodeFixed => true;

    public override string Cancel => $"/console/courses/{Code}";

    public async Task OnGetAsync()
    {
        Input = CourseInput.Of(await Database.ReadAsync(db => CourseService.FindAsync(db, Code)) ?? throw Refusal.NotFound($"没有编号为 {Code} 的课程。"));
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput(Code) is not { } course)
        {
            return await this.AgainAsync();
        }
        await Database.WriteAsync(db => courses.UpdateAsync(db, course, user));
        TempData["Done"] = $"课程“{course.Name}”已保存。";
        return Redirect($"/console/courses/{Code}");
    }
}
