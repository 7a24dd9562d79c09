using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Privacy;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.LearnerRegister;

/// <summary>One learner: facts masked, enrolments, history. The whole number is shown once, on a written reason, with a trace.</summary>
[RequirePermission(Permissions.ViewLearners)]
internal sealed class LearnerRecordModel(
    IDatabase database, LearnerRepository learners, LearnerService service, OwnEnrolments enrolments, PrivacyNotices notices, Trace trace, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute(Name = "id")] public long Id { get; set; }
    [BindProperty] public ProfileForm Input { get; set; } = new();

    public Learner Learner { get; private set; } = new();
    public IReadOnlyList<OwnEnrolment> Enrolments { get; private set; } = [];
    public IReadOnlyList<Consent> Consents { get; private set; } = [];
    public IReadOnlyList<TraceLine> History { get; private set; } = [];

    /// <summary>The whole number, in the answer to a reveal only.</summary>
    public string? Number { get; private set; }

    public bool CanReveal => user.Has(Permissions.Reveal);
    public bool CanManage => user.Has(Permissions.ManageLearners);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = ProfileForm.Of(Learner);
    }

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Learner = await learners.RequireAsync(db, Id);
        Enrolments = await enrolments.AllAsync(db, Id);
        Consents = await notices.OfAsync(db, Id);
        History = await trace.OfAsync(db, LearnerTraces.RecordType, Id);
    });

    public async Task<IActionResult> OnPostRevealAsync([FromForm] string? reason)
    {
        Number = await database.WriteAsync(db => service.RevealAsync(db, Id, reason, user));
        Response.Headers.CacheControl = "no-store";
        await OnGetAsync();
        return Page();
    }

    public Task<IActionResult> OnPostChangeAsync()
    {
        user.Demand(Permissions.ManageLearners, "您没有维护学员资料的权限，请联系管理员。");
        return ChangeAsync(async db => await service.ChangeAsync(db, await learners.RequireAsync(db, Id), Input, user), "资料已保存。");
    }

    public Task<IActionResult> OnPostRestrictAsync([FromForm] string? reason) =>
        ChangeAsync(db => service.RestrictAsync(db, Id, reason, user), "已限制处理：联系方式已清除，学习档案只作存储。");

    private async Task<IActionResult> ChangeAsync(Func<DbScope, Task> change, string done)
    {
        await database.WriteAsync(change);
        TempData["Done"] = done;
        return RedirectToPage(new { id = Id });
    }
}
