using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Logistics;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Applications;

/// <summary>One own enrolment: where it stands, what comes next, and the way out of it.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class OwnEnrolmentModel(IDatabase database, ApplicationService applications, OwnEnrolments enrolments, IClassDirectory classes, AgreementService agreements, LogisticsRepository logistics, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromRoute(Name = "no")] public string ClassNo { get; set; } = "";

    /// <summary>Asks once more before withdrawing.</summary>
    [FromQuery(Name = "withdraw")] public bool IsWithdrawing { get; set; }

    public OwnEnrolment Own { get; private set; } = null!;
    public IReadOnlyList<LessonInfo> Lessons { get; private set; } = [];
    /// <summary>The class asks for an agreement that was not given yet.</summary>
    public bool MustAgree { get; private set; }

    /// <summary>The consent that was given, or null.</summary>
    public AgreementConsent? Agreed { get; private set; }

    /// <summary>The class asks about lodging, meals or contacts, and the learner may answer now.</summary>
    public bool MayStateStay { get; private set; }

    public DateOnly Today => clock.Today();
    public bool CanApplyAgain => Own.State == EnrolmentStates.Withdrawn && Own.Class.State == ClassStates.Open && Today <= Own.Class.EnrolUntil;

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        (var learner, Own) = await enrolments.OfUserAsync(db, ClassNo, user);
        var card = Own.Class;
        Agreed = await agreements.OfAsync(db, card.Id, learner.Id);
        MustAgree = Own.State is not (EnrolmentStates.Withdrawn or EnrolmentStates.Refused) && await agreements.OpenTextAsync(db, card, learner.Id) is not null;
        MayStateStay = StayService.MayState(card, await logistics.SettingAsync(db, card.Id), await logistics.StayAsync(db, card.Id, learner.Id));
        Lessons = Own.State == EnrolmentStates.Admitted ? await classes.SessionsAsync(db, card.Id) : [];
    });

    public async Task<IActionResult> OnPostAsync()
    {
        await applications.WithdrawAsync(ClassNo, user, HttpContext.RequestAborted);
        TempData["Done"] = "已退出本班，名额已让给后面的人。";
        return Redirect(EnrollmentAddresses.Own(ClassNo));
    }
}
