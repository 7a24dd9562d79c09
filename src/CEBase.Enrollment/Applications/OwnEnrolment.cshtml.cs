using CEBase.Catalogue;
using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Logistics;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Enrollment.Applications;

/// <summary>One own enrolment: where it stands, what comes next, and the way out of it.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class OwnEnrolmentModel(IDatabase database, ApplicationDesk desk, OwnEnrolments enrolments, IClassDirectory classes, AgreementDesk agreements, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromRoute(Name = "no")]
    public string ClassNo { get; set; } = "";

    /// <summary>Asks once more before withdrawing.</summary>
    [FromQuery(Name = "withdraw")]
    public bool IsWithdrawing { get; set; }

    public OwnEnrolment Own { get; private set; } = null!;
    public IReadOnlyList<SessionCard> Sessions { get; private set; } = [];
    /// <summary>The class asks for an agreement that was not given yet.</summary>
    public bool MustAgree { get; private set; }

    /// <summary>The consent that was given, or null.</summary>
    public AgreementConsent? Agreed { get; private set; }

    /// <summary>The class asks about lodging, meals or contacts, and the learner may answer now.</summary>
    public bool MayStateStay { get; private set; }

    public DateOnly Today => clock.Today();
    public bool CanApplyAgain => Own.State == EnrolmentStates.Withdrawn && Own.Class.State == ClassStates.Open && Today <= Own.Class.EnrolUntil;

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync(async session =>
    {
        var card = await desk.ClassAsync(session, ClassNo);
        var learner = await desk.LearnerAsync(session, user);
        Own = await enrolments.OfClassAsync(session, learner.Id, card.Id) ?? throw Refusal.NotFound("您没有报名这个班。");
        Agreed = await agreements.OfAsync(session, card.Id, learner.Id);
        MustAgree = Own.State is not (EnrolmentStates.Withdrawn or EnrolmentStates.Refused) && await agreements.OpenTextAsync(session, card, learner.Id) is not null;
        MayStateStay = StayDesk.MayState(card, await LogisticsSetting.OfAsync(session, card.Id), await Stay.OfLearnerAsync(session, card.Id, learner.Id));
        Sessions = Own.State == EnrolmentStates.Admitted ? await classes.SessionsAsync(session, card.Id) : [];
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        await desk.WithdrawAsync(ClassNo, user, HttpContext.RequestAborted);
        TempData["Done"] = "已退出本班，名额已让给后面的人。";
        return Redirect($"/my/enrolments/{Uri.EscapeDataString(ClassNo)}");
    }
}
