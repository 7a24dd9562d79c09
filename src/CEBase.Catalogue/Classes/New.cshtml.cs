using CEBase.Catalogue.Courses;
using CEBase.Platform.Data;
using CEBase.Platform.Identity;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace CEBase.Catalogue.Classes;

/// <summary>新建培训班.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class ClassNewModel(IDatabase database, ClassService classes, IAccounts accounts, ICurrentUser user) : ClassFormPage(database, accounts, user)
{
    /// <summary>Course to start from.</summary>
    [FromQuery] public string? Course { get; set; }

    public override string Cancel => "/console/classes";

    public async Task OnGetAsync()
    {
        Input.RequestKey = Guid.NewGuid().ToString("N");
        Input.Fee = 0;
        if (Course is not null && await Database.ReadAsync(session => CourseService.FindAsync(session, Course)) is { } course)
        {
            Input.CourseId = course.Id;
            Input.Hours = course.Hours.Hours;
            Input.Syllabus = course.Outline;
            Input.Materials = course.Materials;
            Input.Task = course.Subject == SubjectKind.PublicSubject ? "public-subject" : "professional-subject";
        }
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput() is not { } details)
        {
            return await AgainAsync();
        }
        var card = await Database.WriteAsync(session => classes.CreateAsync(session, details, CurrentUser));
        TempData["Done"] = $"已建立培训班 {card.ClassNo}。接着编排课表，再列入计划。";
        return Redirect($"/console/classes/{card.ClassNo}");
    }
}
