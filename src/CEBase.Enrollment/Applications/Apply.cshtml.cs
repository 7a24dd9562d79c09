using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;
using Microsoft.AspNetCore.RateLimiting;

namespace CEBase.Enrollment.Applications;

/// <summary>报名: what one applies for, and one button. Who is in already is shown the own enrolment.</summary>
[SignedIn]
[EnableRateLimiting(RateLimitPolicies.Applications)]
internal sealed class ApplyModel(
    IDatabase database, ApplicationService applications, IClassDirectory classes, OwnEnrolments enrolments, SeatAvailability availability, LearnerRepository learners, AgreementService agreements, ICurrentUser user, TimeProvider clock)
    : PageModel, IFormPage
{
    [FromRoute(Name = "no")] public string ClassNo { get; set; } = "";

    public ClassCard Class { get; private set; } = new();
    public Learner? Learner { get; private set; }
    public SeatCount Seats { get; private set; } = new(0, 0, 0);
    public OwnEnrolment? Own { get; private set; }

    /// <summary>What stands in the way, or null.</summary>
    public Finding? Stop { get; private set; }

    /// <summary>What the learner has to agree to, or null.</summary>
    public AgreementText? Agreement { get; private set; }

    public bool IsFull => Seats.Left <= 0;

    public async Task<IActionResult> OnGetAsync()
    {
        await LoadAsync();
        return Own is { State: not (EnrolmentStates.Withdrawn or EnrolmentStates.Refused) } ? Redirect(Result) : Page();
    }

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Class = await classes.PublicAsync(db, ClassNo);
        Learner = user.AccountId is { } id ? await learners.OfAccountAsync(db, id) : null;
        Seats = (await availability.OfAsync(db, [Class.Id]))[Class.Id];
        Own = Learner is null ? null : await enrolments.OfClassAsync(db, Learner.Id, Class.Id);
        if (Learner is not null)
        {
            var facts = new ApplicationFacts(Class, Learner.IsComplete, Learner.EmployerKey, ByStaff: false, clock.Today());
            Agreement = await agreements.OpenTextAsync(db, Class, Learner.Id);
            Stop = ApplicationFacts.Rules.SelectMany(rule => rule.Check(facts)).FirstOrDefault(f => f.Severity == Severity.Block);
        }
    });

    /// <param name="agreement">The text that stood above the button; without it the learner is asked before the first check-in.</param>
    public async Task<IActionResult> OnPostAsync([FromForm] long? agreement)
    {
        var seating = await applications.ApplyAsync(ClassNo, user, Sources.Portal, agreement, HttpContext.RequestAborted);
        if (seating.IsNew)
        {
            TempData["Done"] = seating.State switch
            {
                EnrolmentStates.Admitted => "报名成功，您已被录取。",
                EnrolmentStates.Waitlisted => $"名额已满，您已进入候补，排在第 {seating.Place} 位。",
                _ => "报名已提交，等待基地审核。",
            };
        }
        return Redirect(Result);
    }

    private string Result => EnrollmentAddresses.Own(ClassNo);
}
