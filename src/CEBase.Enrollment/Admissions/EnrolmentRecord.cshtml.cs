using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Admissions;

/// <summary>One enrolment: facts, what can be done, what happened.</summary>
[RequirePermission(Permissions.View)]
internal sealed class EnrolmentRecordModel(RecordServices services, IClassDirectory classes, EnrolmentRepository enrolments, IEnrolmentDirectory directory, SeatService seats)
    : RecordPage<Enrolment>(services, EnrolmentStates.RecordType)
{
    /// <summary>Steps that other pages take: applying, and what importing brings.</summary>
    private static readonly string[] Elsewhere = [EnrolmentSteps.Apply, EnrolmentSteps.Roster, EnrolmentSteps.Nominate, EnrolmentSteps.Withdraw];

    [FromRoute(Name = "id")] public long Id { get; set; }

    public ClassCard Class { get; private set; } = new();
    public LearnerCard Learner { get; private set; } = new();
    public WorkflowView Offered => View with { Steps = [.. View.Steps.Where(s => !Elsewhere.Contains(s.Step.Name))] };
    public int? Place { get; private set; }

    protected override string NotFoundSentence => "没有找到这条报名。";

    protected override Task<long?> FindIdAsync(DbScope db) => Task.FromResult<long?>(Id);

    protected override Task<Enrolment?> ReadAsync(DbScope db, long id) => enrolments.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Class = (await classes.GetAsync(db, [Record.ClassId])).Single();
        Learner = (await directory.LearnersAsync(db, [Record.LearnerId])).Single();
        Place = Record.State == EnrolmentStates.Waitlisted ? await WaitingList.PlaceAsync(db, Record.ClassId, Record.Turn) : null;
    }

    /// <summary>Takes a step; coming in once more leads to a seat or to the line, as coming in for the first time does.</summary>
    public override async Task<IActionResult> OnPostStepAsync(StepForm form) => Done(await Database.WriteAsync(async db =>
    {
        var (id, enrolment) = await FindAsync(db);
        if (form.Step == EnrolmentSteps.Enrol && enrolment.State is EnrolmentStates.Withdrawn or EnrolmentStates.Refused)
        {
            var card = (await classes.GetAsync(db, [enrolment.ClassId])).Single();
            var seating = await seats.ApplyAsync(db, new SeatRequest(card, enrolment.LearnerId, enrolment.EmployerKey, EnrolmentSteps.Enrol, Sources.Staff), CurrentUser);
            return $"已重新报名：{EnrolmentLooks.Of(seating.State).Label}。";
        }
        await seats.TakeAsync(db, form.For(EnrolmentStates.RecordType, id), CurrentUser);
        return "已办理。";
    }));
}
