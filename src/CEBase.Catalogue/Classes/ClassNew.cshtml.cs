using CEBase.Catalogue.Courses;

namespace CEBase.Catalogue.Classes;

/// <summary>新建培训班.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class ClassNewModel(ClassFormServices services, CourseRepository courses, IProjectDirectory projects, TimeProvider clock) : ClassFormPage(services)
{
    /// <summary>Course to start from.</summary>
    [FromQuery] public string? Course { get; set; }

    /// <summary>Project to start from, by its working number: the class takes over the terms as approved.</summary>
    [FromQuery] public string? Project { get; set; }

    public override string Cancel => CatalogueAddresses.Classes;

    public async Task OnGetAsync()
    {
        Input.RequestKey = Guid.NewGuid().ToString("N");
        Input.Fee = 0;
        if (Course is not null && await Database.ReadAsync(db => courses.FindAsync(db, Course)) is { } course)
        {
            Input.CourseId = course.Id;
            Input.Hours = course.Hours.Hours;
            Input.Syllabus = course.Outline;
            Input.Materials = course.Materials;
            Input.Task = course.Subject == SubjectKind.PublicSubject ? "public-subject" : "professional-subject";
        }
        if (Project is not null && await Database.ReadAsync(db => projects.FindAsync(db, Project)) is { } approved)
        {
            TakeOver(approved);
        }
        await LoadAsync();
    }

    private void TakeOver(ProjectCard project)
    {
        Input.ProjectId = project.Id;
        Input.Name = project.Name;
        Input.Form = project.Form;
        Input.Task = project.Task;
        Input.Funding = project.Funding;
        Input.StartsOn = project.StartsOn;
        Input.EndsOn = project.EndsOn;
        Input.EnrolUntil = project.StartsOn.AddDays(-1);
        Input.EnrolFrom = clock.Today() < Input.EnrolUntil ? clock.Today() : Input.EnrolUntil;
        Input.Capacity = project.Headcount;
        Input.Hours = project.Hours.Hours;
        Input.Fee = project.Fee.Yuan;
        Input.Audience = project.Audience;
        Input.City = project.City;
        Input.IsOnline = project.City.Length == 0;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var details = Input.Read();
        var card = await Database.WriteAsync(db => Service.CreateAsync(db, details, CurrentUser));
        TempData["Done"] = $"已建立培训班 {card.ClassNo}。接着编排课表，再列入计划。";
        return Redirect(CatalogueAddresses.Class(card.ClassNo));
    }
}
