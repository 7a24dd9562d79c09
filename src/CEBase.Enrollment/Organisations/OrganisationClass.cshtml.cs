using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;
using Microsoft.AspNetCore.RateLimiting;

namespace CEBase.Enrollment.Organisations;

/// <summary>One class for an organisation: put people of one's own on it together, or send a roster.</summary>
[RequirePermission(Permissions.OwnRosters)]
[EnableRateLimiting(RateLimitPolicies.Applications)]
internal sealed class OrganisationClassModel(
    IDatabase database, OrganisationContacts contacts, OrganisationPeople people, IClassDirectory classes, GroupSeating seating, SeatAvailability availability, ImportRunner imports, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute(Name = "no")] public string ClassNo { get; set; } = "";

    public OrganisationContact Contact { get; private set; } = new();
    public ClassCard Class { get; private set; } = new();
    public SeatCount Seats { get; private set; } = new(0, 0, 0);
    public IReadOnlyList<OwnPerson> People { get; private set; } = [];

    /// <summary>What a roster brought, or would bring.</summary>
    public ImportResult? Result { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Contact = await contacts.OfAsync(db, user);
        Class = await classes.PublicAsync(db, ClassNo);
        Seats = (await availability.OfAsync(db, [Class.Id]))[Class.Id];
        People = await people.OfAsync(db, Contact.EmployerKey, Class.Id);
    });

    public async Task<IActionResult> OnPostGroupAsync([FromForm] long[] ids)
    {
        var seated = await database.WriteAsync(async db =>
        {
            var contact = await contacts.OfAsync(db, user);
            var card = await classes.PublicAsync(db, ClassNo);
            var wanted = ids.ToHashSet();
            var chosen = (await people.OfAsync(db, contact.EmployerKey, card.Id)).Where(p => wanted.Contains(p.Id))
                .Select(p => new Learner { Id = p.Id, Name = p.Name, EmployerKey = p.EmployerKey }).ToList();
            return await seating.ApplyAsync(db, card, contact.Organisation, chosen, EnrolmentSteps.Nominate, Sources.Organisation, user);
        });
        TempData["Done"] = seated.GroupApplicationId is null
            ? "所选人员都已报名，没有变化。"
            : $"集体报名 {seated.GroupApplicationId} 号，{seated.People} 人：{EnrolmentLooks.Of(seated.State).Label}。" + (seated.State == EnrolmentStates.Waitlisted ? "名额够全部人员时一并录取。" : "");
        return RedirectToPage(new { no = ClassNo });
    }

    public async Task<IActionResult> OnPostRosterAsync(IFormFile? file, [FromForm] bool check)
    {
        if (file is null || file.Length == 0)
        {
            throw new Refusal("file_missing", "请选择名册文件（.xlsx、.xls 或 .csv）。") { Field = "file" };
        }
        await using var content = file.OpenReadStream();
        Result = await imports.RunAsync("own-roster", ClassNo, content, Path.GetFileName(file.FileName), check, user, cancel: HttpContext.RequestAborted);
        await LoadAsync();
        return Page();
    }
}
