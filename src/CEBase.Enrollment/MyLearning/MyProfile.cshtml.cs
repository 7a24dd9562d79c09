using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Privacy;

namespace CEBase.Enrollment.MyLearning;

/// <summary>个人资料: contact and work; name and document are changed by staff.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class MyProfileModel(IDatabase database, LearnerRepository learners, LearnerService service, PrivacyNotices notices, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty] public ProfileForm Input { get; set; } = new();

    public Learner Learner { get; private set; } = new();
    public IReadOnlyList<Consent> Consents { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = ProfileForm.Of(Learner);
    }

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Learner = await learners.OfUserAsync(db, user);
        Consents = await notices.OfAsync(db, Learner.Id);
    });

    public async Task<IActionResult> OnPostAsync()
    {
        await database.WriteAsync(async db => await service.ChangeAsync(db, await learners.OfUserAsync(db, user), Input, user));
        TempData["Done"] = "资料已保存。";
        return RedirectToPage();
    }
}
