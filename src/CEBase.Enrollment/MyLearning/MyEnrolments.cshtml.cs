using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.MyLearning;

/// <summary>Every enrolment of the learner.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class MyEnrolmentsModel(IDatabase database, LearnerRepository learners, OwnEnrolments enrolments, ICurrentUser user, TimeProvider clock) : PageModel
{
    public IReadOnlyList<OwnEnrolment> Items { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        Items = await enrolments.AllAsync(db, (await learners.OfUserAsync(db, user)).Id);
    });
}
