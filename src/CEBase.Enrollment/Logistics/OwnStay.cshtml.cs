using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Logistics;

/// <summary>食宿登记: what a learner states for one class; only what that class asks for is shown.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class OwnStayModel(IDatabase database, IClassDirectory classes, LearnerRepository learners, StayService stays, LogisticsRepository repository, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute(Name = "no")] public string ClassNo { get; set; } = "";
    [BindProperty] public StayStatement Input { get; set; } = new();

    public ClassCard Class { get; private set; } = new();
    public LogisticsSetting Setting { get; private set; } = new();
    public Stay? Stay { get; private set; }
    public bool MayState => StayService.MayState(Class, Setting, Stay);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = await database.ReadAsync(db => stays.StatementAsync(db, Class, Setting, Stay));
    }

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Response.Headers.CacheControl = "no-store";
        Class = await classes.PublicAsync(db, ClassNo);
        var learner = await learners.OfUserAsync(db, user);
        Setting = await repository.SettingAsync(db, Class.Id);
        Stay = await repository.StayAsync(db, Class.Id, learner.Id);
    });

    public async Task<IActionResult> OnPostAsync()
    {
        await database.WriteAsync(db => stays.SaveAsync(db, ClassNo, Input, user), HttpContext.RequestAborted);
        TempData["Done"] = "已保存，班主任据此安排食宿。结束前可以再改。";
        return Redirect(EnrollmentAddresses.Own(ClassNo));
    }
}
