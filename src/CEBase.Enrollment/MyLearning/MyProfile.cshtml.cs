using CEBase.Enrollment.Applications;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Privacy;

namespace CEBase.Enrollment.MyLearning;

/// <summary>What a learner may change of the own record.</summary>
internal sealed record ProfileForm
{
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Employer { get; set; }
    public string? CreditCode { get; set; }
    public string? Title { get; set; }
    public string? TitleLevel { get; set; }
    public string? Education { get; set; }

    public static ProfileForm Of(Learner learner) => new()
    {
        Phone = learner.Phone,
        Email = learner.Email,
        Employer = learner.Employer,
        CreditCode = learner.CreditCode,
        Title = learner.Title,
        TitleLevel = learner.TitleLevel,
        Education = learner.Education,
    };

    /// <summary>The learner as it would be.</summary>
    public Learner Onto(Learner learner, ITitleTable titles)
    {
        var told = LearnerInput.Read(Employer, CreditCode, Title, TitleLevel, Education, titles);
        var (phone, email) = LearnerInput.ReadContact(Phone, Email);
        return learner with
        {
            Employer = told.Employer,
            EmployerKey = told.EmployerKey,
            CreditCode = told.CreditCode,
            Title = told.Title,
            TitleLevel = told.TitleLevel,
            Education = told.Education,
            Phone = phone,
            Email = email,
        };
    }
}

/// <summary>个人资料: contact and work; name and document are changed by staff.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class MyProfileModel(IDatabase database, ApplicationService desk, LearnerStore learners, PrivacyNotices notices, ITitles titles, Trace trace, ICurrentUser user) : PageModel, IFormPage
{
    [BindProperty]
    public ProfileForm Input { get; set; } = new();

    public Learner Learner { get; private set; } = new();
    public IReadOnlyList<Consent> Consents { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = ProfileForm.Of(Learner);
    }

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Learner = await desk.LearnerAsync(db, user);
        Consents = await notices.OfAsync(db, Learner.Id);
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        await database.WriteAsync(async db =>
        {
            var learner = await desk.LearnerAsync(db, user);
            var changed = Input.Onto(learner, await titles.TableAsync(db));
            if (changed != learner)
            {
                await learners.UpdateAsync(db, changed);
                await trace.AppendAsync(db, new TraceEntry(LearnerTraces.RecordType, learner.Id, LearnerTraces.Changed), user);
            }
        });
        TempData["Done"] = "资料已保存。";
        return RedirectToPage();
    }
}
