using CEBase.Catalogue;
using CEBase.Enrollment.Applications;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Projects;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Enrollment.Agreements;

/// <summary>学员协议: the text a learner of an open class agrees to, and the button.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class AgreementPageModel(IDatabase database, ApplicationDesk applications, OwnEnrolments enrolments, AgreementDesk desk, IAgreementTexts texts, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute(Name = "no")] public string ClassNo { get; set; } = "";

    /// <summary>Where to go on after agreeing; an address of this site.</summary>
    [FromQuery(Name = "back")] public string? Back { get; set; }

    public ClassCard Class { get; private set; } = new();
    public AgreementText? Text { get; private set; }
    public AgreementConsent? Agreed { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync(async session =>
    {
        Class = await applications.ClassAsync(session, ClassNo);
        var learner = await applications.LearnerAsync(session, user);
        _ = await enrolments.OfClassAsync(session, learner.Id, Class.Id) ?? throw Refusal.NotFound("您没有报名这个班。");
        Agreed = await desk.OfAsync(session, Class.Id, learner.Id);
        Text = Agreed is null ? await desk.OpenTextAsync(session, Class, learner.Id) : await texts.FindAsync(session, Agreed.AgreementId);
        return 0;
    });

    public async Task<IActionResult> OnPostAsync([FromForm] long agreement)
    {
        await database.WriteAsync(async session =>
        {
            var card = await applications.ClassAsync(session, ClassNo);
            var learner = await applications.LearnerAsync(session, user);
            _ = await enrolments.OfClassAsync(session, learner.Id, card.Id) ?? throw Refusal.NotFound("您没有报名这个班。");
            await desk.AgreeAsync(session, card, learner.Id, agreement, user);
        });
        TempData["Done"] = "已同意协议。";
        return Redirect(Url.IsLocalUrl(Back) ? Back! : $"/my/enrolments/{Uri.EscapeDataString(ClassNo)}");
    }
}
