using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Logistics;

namespace CEBase.Enrollment.Applications;

/// <summary>One own enrolment: where it stands, what comes next, and the way out of it.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class OwnEnrolmentModel(IDatabase database, ApplicationService desk, OwnEnrolments enrolments, IClassDirectory classes, AgreementService agreements, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromRoute(Name = "no")]
    public string ClassNo { get; set; } = "";

    /// <summary>Asks once more before withdrawing.</summary>
    [FromQuery(Name = "withdraw")]
    public bool IsWithdrawing { get; set; }

    public OwnEnrolment Own { get; private set; } = null!;
    public IReadOnlyList<LessonInfo> Sessions { get; private set; } = [];
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
        var card = await desk.ClassAsync(db, ClassNo);
        var learner = await desk.LearnerAsync(db, user);
        Own = await enrolments.OfClassAsync(db, learner.Id, card.Id) ?? throw Refusal.NotFound("您没有报名这个班。");
        Agreed = await agreements.OfAsync(db, card.Id, learner.Id);
        MustAgree = Own.State is not (EnrolmentStates.Withdrawn or EnrolmentStates.Refused) && await agreements.OpenTextAsync(db, card, learner.Id) is not null;
        MayStateStay = StayService.MayState(card, await LogisticsSetting.OfAsync(db, card.Id), await Stay.OfLearnerAsync(db, card.Id, learner.Id));
        Sessions = Own.State == EnrolmentStates.Admitted ? await classes.SessionsAsync(db, card.Id) : [];
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        await desk.WithdrawAsync(ClassNo, user, HttpContext.RequestAborted);
        TempData["Done"] = "已退出本班，名额已让给后面的人。";
        return Redirect($"/my/enrolments/{Uri.EscapeDataString(ClassNo)}");
    }
}
