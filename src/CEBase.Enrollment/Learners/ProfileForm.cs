namespace CEBase.Enrollment.Learners;

/// <summary>What a learner may change of the own record.</summary>
internal sealed record ProfileForm
{
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Employer { get; set; }
    public string? CreditCode { get; set; }
    public string? Title { get; set; }
    public string? TitleLevel { get; set; }
    public string? Education { get; set; }

    public static ProfileForm Of(Learner learner) => new()
    {
        Phone = learner.Phone,
        Email = learner.Email,
        Employer = learner.Employer,
        CreditCode = learner.CreditCode,
        Title = learner.Title,
        TitleLevel = learner.TitleLevel,
        Education = learner.Education,
    };

    /// <summary>The learner as it would be.</summary>
    public Learner Onto(Learner learner, ITitleTable titles)
    {
        var (phone, email) = LearnerInput.ReadContact(Phone, Email);
        return LearnerInput.Onto(learner, Employer, CreditCode, Title, TitleLevel, Education, titles) with { Phone = phone, Email = email };
    }
}
