using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Seats;

/// <summary>An enrolment with its class, as its learner sees it.</summary>
/// <param name="Id">Number of the enrolment.</param>
/// <param name="Class">The class.</param>
/// <param name="State">One of <see cref="EnrolmentStates"/>.</param>
/// <param name="Place">Place in the line, or null.</param>
/// <param name="AppliedAt">When applied.</param>
internal sealed record OwnEnrolment(long Id, ClassCard Class, string State, int? Place, DateTimeOffset AppliedAt)
{
    /// <summary>Withdrawing is the learner's own choice until the class begins.</summary>
    public bool CanWithdraw(DateOnly today) =>
        State is EnrolmentStates.Pending or EnrolmentStates.Waitlisted or EnrolmentStates.Admitted && ClassHasNotBegun.Check(Class, today).Count == 0;

    /// <summary>What the state means and what comes next, in a sentence.</summary>
    public string Next(DateOnly today) => State switch
    {
        EnrolmentStates.Admitted when Class.State is ClassStates.Running => "正在上课，请按课表到课并签到。",
        EnrolmentStates.Admitted when today < Class.StartsOn => $"请于 {Class.StartsOn.InText()} 到 {Class.Venue} 参加学习，课表见班级页面。",
        EnrolmentStates.Admitted => "本班授课已结束，学时以台账登记为准。",
        EnrolmentStates.Waitlisted => $"名额已满，您排在候补第 {Place} 位。有人退出或增加名额时按次序自动递补，递补后这里会显示“已录取”。",
        EnrolmentStates.Pending => "报名已经收到，正在等待基地审核，结果会显示在这里。",
        EnrolmentStates.Withdrawn when Class.State == ClassStates.Cancelled => "本班已取消，报名随之结束。",
        EnrolmentStates.Withdrawn => "您已退出本班。开班前如果还有名额，可以重新报名。",
        _ => "本次报名未被录取。如有疑问，请联系基地。",
    };
}

/// <summary>Reads a learner's own enrolments with their classes and places, in three statements.</summary>
internal sealed class OwnEnrolments(IClassDirectory classes, LearnerRepository learners)
{
    /// <summary>The signed-in learner's enrolment in the class.</summary>
    /// <exception cref="Refusal"><c>class_unknown</c>, <c>learner_missing</c>; <c>not_found</c>: never applied.</exception>
    public async Task<(Learner Learner, OwnEnrolment Own)> OfUserAsync(DbScope db, string classNo, ICurrentUser user)
    {
        var card = await classes.PublicAsync(db, classNo);
        var learner = await learners.OfUserAsync(db, user);
        return (learner, await OfClassAsync(db, learner.Id, card.Id) ?? throw Refusal.NotFound("您没有报名这个班。"));
    }

    public async Task<IReadOnlyList<OwnEnrolment>> AllAsync(DbScope db, long learnerId)
    {
        var rows = await db.QueryAsync<Row>("""
            SELECT e.id, e.class_id, e.state, e.applied_at,
              (SELECT count(*) FROM enrolment w WHERE w.class_id = e.class_id AND w.state = @Waitlisted AND w.turn <= e.turn) AS place
            FROM enrolment e WHERE e.learner_id = @learnerId AND e.state <> @Started ORDER BY e.applied_at DESC, e.id DESC
            """, new { learnerId, EnrolmentStates.Waitlisted, TransientStates.Started });
        var cards = (await classes.GetAsync(db, [.. rows.Select(r => r.ClassId).Distinct()])).ToDictionary(c => c.Id);
        return [.. rows.Where(r => cards.ContainsKey(r.ClassId)).Select(r => new OwnEnrolment(r.Id, cards[r.ClassId], r.State, r.State == EnrolmentStates.Waitlisted ? r.Place : null, r.AppliedAt))];
    }

    public async Task<OwnEnrolment?> OfClassAsync(DbScope db, long learnerId, long classId) =>
        (await AllAsync(db, learnerId)).FirstOrDefault(e => e.Class.Id == classId);

    private sealed record Row
    {
        public long Id { get; init; }
        public long ClassId { get; init; }
        public string State { get; init; } = "";
        public DateTimeOffset AppliedAt { get; init; }
        public int Place { get; init; }
    }
}
