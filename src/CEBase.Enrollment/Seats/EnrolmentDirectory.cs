namespace CEBase.Enrollment.Seats;

/// <summary>What higher modules see of learners and enrolments.</summary>
internal sealed class EnrolmentDirectory : IEnrolmentDirectory
{
    private const string Cards = "SELECT id, account_id, name, number_masked AS masked_number, employer, title, title_level, province FROM learner";

    private const string Rows = """
        SELECT e.id, e.class_id, e.learner_id, e.state, l.name AS learner_name, l.employer, e.applied_at
        FROM enrolment e JOIN learner l ON l.id = e.learner_id
        """;

    public Task<LearnerCard?> LearnerOfAsync(DbScope db, long accountId) =>
        db.FirstAsync<LearnerCard>(Cards + " WHERE account_id = @accountId", new { accountId });

    public async Task<IReadOnlyList<LearnerCard>> LearnersAsync(DbScope db, IReadOnlyCollection<long> ids)
    {
        var cards = new List<LearnerCard>(ids.Count);
        foreach (var part in ids.Distinct().Chunk(500))
        {
            cards.AddRange(await db.QueryAsync<LearnerCard>(Cards + " WHERE id IN @part", new { part }));
        }
        return cards;
    }

    public Task<IReadOnlyList<EnrolmentCard>> OfClassAsync(DbScope db, long classId, string state = EnrolmentStates.Admitted) =>
        db.QueryAsync<EnrolmentCard>(Rows + " WHERE e.class_id = @classId AND e.state = @state ORDER BY l.name, e.id", new { classId, state });

    public Task<IReadOnlyList<EnrolmentCard>> OfLearnerAsync(DbScope db, long learnerId) =>
        db.QueryAsync<EnrolmentCard>(Rows + " WHERE e.learner_id = @learnerId AND e.state <> @Started ORDER BY e.applied_at DESC, e.id DESC", new { learnerId, TransientStates.Started });

    public Task<EnrolmentCard?> SeatOfAsync(DbScope db, long classId, long learnerId) =>
        db.FirstAsync<EnrolmentCard>(Rows + " WHERE e.class_id = @classId AND e.learner_id = @learnerId AND e.state = @Admitted", new { classId, learnerId, EnrolmentStates.Admitted });
}
