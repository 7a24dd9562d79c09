using CEBase.Enrollment.Applications;

namespace CEBase.Enrollment.Agreements;

/// <summary>学员协议: the text a learner of an open class agrees to, and the button.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class AgreementPageModel(IDatabase database, ApplicationService applications, OwnEnrolments enrolments, AgreementService desk, IAgreementTexts texts, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute(Name = "no")] public string ClassNo { get; set; } = "";

    /// <summary>Where to go on after agreeing; an address of this site.</summary>
    [FromQuery(Name = "back")] public string? Back { get; set; }

    public ClassCard Class { get; private set; } = new();
    public AgreementText? Text { get; private set; }
    public AgreementConsent? Agreed { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Class = await applications.ClassAsync(db, ClassNo);
        var learner = await applications.LearnerAsync(db, user);
        _ = await enrolments.OfClassAsync(db, learner.Id, Class.Id) ?? throw Refusal.NotFound("您没有报名这个班。");
        Agreed = await desk.OfAsync(db, Class.Id, learner.Id);
        Text = Agreed is null ? await desk.OpenTextAsync(db, Class, learner.Id) : await texts.FindAsync(db, Agreed.AgreementId);
        return 0;
    });

    public async Task<IActionResult> OnPostAsync([FromForm] long agreement)
    {
        await database.WriteAsync(async db =>
        {
            var card = await applications.ClassAsync(db, ClassNo);
            var learner = await applications.LearnerAsync(db, user);
            _ = await enrolments.OfClassAsync(db, learner.Id, card.Id) ?? throw Refusal.NotFound("您没有报名这个班。");
            await desk.AgreeAsync(db, card, learner.Id, agreement, user);
        });
        TempData["Done"] = "已同意协议。";
        return Redirect(Url.IsLocalUrl(Back) ? Back! : $"/my/enrolments/{Uri.EscapeDataString(ClassNo)}");
    }
}
