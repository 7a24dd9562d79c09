using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Admissions;

/// <summary>One enrolment: facts, what can be done, what happened.</summary>
[RequirePermission(Permissions.View)]
internal sealed class EnrolmentRecordModel(IDatabase database, IClassDirectory classes, LearnerRepository learners, EnrolmentRepository enrolments, SeatService seats, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    /// <summary>Steps that other pages take: applying, and what importing brings.</summary>
    private static readonly string[] Elsewhere = [EnrolmentSteps.Apply, EnrolmentSteps.Roster, EnrolmentSteps.Nominate, EnrolmentSteps.Withdraw];

    [FromRoute(Name = "id")]
    public long Id { get; set; }

    public Enrolment Enrolment { get; private set; } = new();
    public ClassCard Class { get; private set; } = new();
    public Learner Learner { get; private set; } = new();
    public WorkflowView View { get; private set; } = null!;
    public int? Place { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public async Task LoadAsync()
    {
        await database.ReadAsync(async db =>
        {
            Enrolment = await enrolments.FindAsync(db, Id) ?? throw Refusal.NotFound("没有找到这条报名。");
            Class = (await classes.GetAsync(db, [Enrolment.ClassId])).Single();
            Learner = (await learners.FindAsync(db, Enrolment.LearnerId))!;
            Place = Enrolment.State == EnrolmentStates.Waitlisted ? await WaitingList.PlaceAsync(db, Enrolment.ClassId, Enrolment.Turn) : null;
            return 0;
        });
        var view = await engine.LookAsync(EnrolmentStates.RecordType, Id, user);
        View = view with { Steps = [.. view.Steps.Where(s => !Elsewhere.Contains(s.Step.Name))] };
    }

    public async Task<IActionResult> OnPostAsync(StepForm form)
    {
        var outcome = await database.WriteAsync(async db =>
        {
            var enrolment = await enrolments.FindAsync(db, Id) ?? throw Refusal.NotFound("没有找到这条报名。");
            if (form.Step == EnrolmentSteps.Enrol && enrolment.State is EnrolmentStates.Withdrawn or EnrolmentStates.Refused)
            {
                return await EnrolAgainAsync(db, enrolment);
            }
            await seats.TakeAsync(db, form.For(EnrolmentStates.RecordType, Id), user);
            return "已办理。";
        });
        TempData["Done"] = outcome;
        return RedirectToPage(new { id = Id });
    }

    /// <summary>Coming in once more leads to a seat or to the line, as coming in for the first time does.</summary>
    private async Task<string> EnrolAgainAsync(DbScope db, Enrolment enrolment)
    {
        var card = (await classes.GetAsync(db, [enrolment.ClassId])).Single();
        var learner = (await learners.FindAsync(db, enrolment.LearnerId))!;
        var seating = await seats.ApplyAsync(db, new SeatRequest(card, learner.Id, learner.EmployerKey, EnrolmentSteps.Enrol, Sources.Staff), user);
        return $"已重新报名：{EnrolmentLooks.Of(seating.State).Label}。";
    }
}
