namespace CEBase.Enrollment;

/// <summary>
/// Whether learners of open classes have agreed to the agreement (BJTU 9). A class is open when its project recruits from the public; for all
/// others nothing is asked. Whoever agreed to a version for a class needn't agree to a later one.
/// </summary>
public interface IAgreementConsents
{
    /// <summary>Refuses where the learner still has to agree: to be called before a check-in and before a payment.</summary>
    /// <exception cref="AgreementMissing">Says where to agree.</exception>
    Task RequireAsync(DbScope db, long classId, long learnerId);

    /// <summary>Of the learners given, those who still have to agree.</summary>
    Task<IReadOnlyList<long>> MissingAsync(DbScope db, long classId, IReadOnlyCollection<long> learnerIds);
}

/// <summary>The learner has not agreed yet (code <c>agreement_missing</c>).</summary>
/// <param name="classNo">The class.</param>
public sealed class AgreementMissing(string classNo) : Refusal("agreement_missing", "您还没有同意本班的学员协议，同意后才能签到和缴费。请打开“我的报名”里的协议页，阅读后点“同意”。")
{
    /// <summary>Where to agree.</summary>
    public string Address => EnrollmentAddresses.Agreement(classNo);
}
