namespace CEBase.Enrollment.Seats;

/// <summary>Who holds seats in two classes, in one statement for any number of them.</summary>
internal sealed class SharedSeats : ILearnerClashes
{
    public Task<IReadOnlyList<SharedLearner>> SharedAsync(DbScope db, IReadOnlyCollection<long> classIds) => db.QueryAsync<SharedLearner>("""
        SELECT a.class_id, b.class_id AS other_class_id, a.learner_id, l.name
        FROM enrolment a JOIN enrolment b ON b.learner_id = a.learner_id AND b.class_id > a.class_id JOIN learner l ON l.id = a.learner_id
        WHERE a.state = @State AND b.state = @State AND a.class_id IN @classIds AND b.class_id IN @classIds ORDER BY l.name, l.id
        """, new { classIds, State = EnrolmentStates.Admitted });
}
