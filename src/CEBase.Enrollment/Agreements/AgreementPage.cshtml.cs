using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Agreements;

/// <summary>学员协议: the text a learner of an open class agrees to, and the button.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class AgreementPageModel(IDatabase database, OwnEnrolments enrolments, AgreementService agreements, IAgreementTexts texts, ICurrentUser user) : PageModel, IFormPage
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
        var (learner, own) = await enrolments.OfUserAsync(db, ClassNo, user);
        Class = own.Class;
        Agreed = await agreements.OfAsync(db, Class.Id, learner.Id);
        Text = Agreed is null ? await agreements.OpenTextAsync(db, Class, learner.Id) : await texts.FindAsync(db, Agreed.AgreementId);
    });

    public async Task<IActionResult> OnPostAsync([FromForm] long agreement)
    {
        await database.WriteAsync(async db =>
        {
            var (learner, own) = await enrolments.OfUserAsync(db, ClassNo, user);
            await agreements.AgreeAsync(db, own.Class, learner.Id, agreement, user);
        });
        TempData["Done"] = "已同意协议。";
        return Redirect(Url.IsLocalUrl(Back) ? Back! : EnrollmentAddresses.Own(ClassNo));
    }
}
