namespace CEBase.Enrollment.Seats;

/// <summary>Reads enrolments; they are written by <see cref="SeatService"/> and moved by <see cref="EnrolmentWorkflow"/> only.</summary>
internal sealed class EnrolmentRepository
{
    public Task<Enrolment?> FindAsync(DbScope db, long id) => db.FirstAsync<Enrolment>($"SELECT {Enrolment.Columns} FROM enrolment WHERE id = @id", new { id });

    public Task<Enrolment?> OfLearnerAsync(DbScope db, long classId, long learnerId) =>
        db.FirstAsync<Enrolment>($"SELECT {Enrolment.Columns} FROM enrolment WHERE class_id = @classId AND learner_id = @learnerId", new { classId, learnerId });
}
