using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Applications;

/// <summary>The one thing a visitor can do with a class: apply, join the line, look at the own application.</summary>
internal sealed class ClassActions(SeatAvailability availability, TimeProvider clock) : IClassActionProvider
{
    public async Task<IReadOnlyDictionary<long, ClassAction>> ForAsync(DbScope db, IReadOnlyCollection<ClassCard> classes, long? accountId)
    {
        var ids = classes.Select(c => c.Id).ToList();
        var seats = await availability.OfAsync(db, ids);
        var own = accountId is null || ids.Count == 0 ? [] : (await db.QueryAsync<Own>("""
            SELECT e.class_id, e.state,
              (SELECT count(*) FROM enrolment w WHERE w.class_id = e.class_id AND w.state = @Waitlisted AND w.turn <= e.turn) AS place
            FROM enrolment e JOIN learner l ON l.id = e.learner_id WHERE l.account_id = @accountId AND e.class_id IN @ids
            """, new { accountId, ids, EnrolmentStates.Waitlisted })).ToDictionary(o => o.ClassId);
        return classes.ToDictionary(c => c.Id, c => Of(c, seats.GetValueOrDefault(c.Id), own.GetValueOrDefault(c.Id)));
    }

    private ClassAction Of(ClassCard card, SeatCount? seats, Own? own)
    {
        switch (own?.State)
        {
            case EnrolmentStates.Admitted:
                return new ClassAction("查看我的报名", EnrollmentAddresses.Own(card.ClassNo), "您已被录取。");
            case EnrolmentStates.Waitlisted:
                return new ClassAction("查看我的报名", EnrollmentAddresses.Own(card.ClassNo), $"您在候补名单第 {own.Place} 位。");
            case EnrolmentStates.Pending:
                return new ClassAction("查看我的报名", EnrollmentAddresses.Own(card.ClassNo), "您的报名正在审核。");
            case EnrolmentStates.Refused:
                return new ClassAction("查看我的报名", EnrollmentAddresses.Own(card.ClassNo), "您的报名未被录取。");
            default:
                break;
        }
        if (card.State != ClassStates.Open)
        {
            return new ClassAction(null, null, card.State is ClassStates.Ready or ClassStates.Running ? ClassTakesApplications.NotOpen(card.State) : null);
        }
        if (clock.Today() > card.EnrolUntil)
        {
            return new ClassAction(null, null, $"报名已于 {card.EnrolUntil.InText()} 截止。");
        }
        return seats is { Left: <= 0 }
            ? new ClassAction("加入候补", EnrollmentAddresses.Apply(card.ClassNo), seats.Waiting > 0 ? $"名额已满，已有 {seats.Waiting} 人候补。" : "名额已满，可以候补。")
            : new ClassAction("报名", EnrollmentAddresses.Apply(card.ClassNo), null);
    }

    private sealed record Own
    {
        public long ClassId { get; init; }
        public string State { get; init; } = "";
        public int Place { get; init; }
    }
}
