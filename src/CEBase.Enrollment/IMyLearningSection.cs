namespace CEBase.Enrollment;

/// <summary>A part of the learner's own page (<c>/my</c>) brought by a higher module: the year ring, certificates.</summary>
public interface IMyLearningSection
{
    /// <summary>Position on the page, small first; the year ring stands at 10, enrolments at 50.</summary>
    int Order { get; }

    /// <summary>Path of the partial (<c>/MyHours/_YearRing.cshtml</c>) and its model, or null when there is nothing to show.</summary>
    Task<(string Partial, object Model)?> ForAsync(DbScope db, LearnerCard learner, int year);
}
