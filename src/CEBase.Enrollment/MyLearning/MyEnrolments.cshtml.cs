using CEBase.Enrollment.Applications;
using CEBase.Platform.Data;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Enrollment.MyLearning;

/// <summary>Every enrolment of the learner.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class MyEnrolmentsModel(IDatabase database, ApplicationDesk desk, OwnEnrolments enrolments, ICurrentUser user, TimeProvider clock) : PageModel
{
    public IReadOnlyList<OwnEnrolment> Items { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public Task OnGetAsync() => database.ReadAsync(async session =>
    {
        Items = await enrolments.AllAsync(session, (await desk.LearnerAsync(session, user)).Id);
        return 0;
    });
}
