namespace CEBase.Enrollment;

/// <summary>Addresses of the module's pages.</summary>
public static class EnrollmentAddresses
{
    /// <summary>我的学习.</summary>
    public const string My = "/my";

    /// <summary>我的报名.</summary>
    public const string MyEnrolments = "/my/enrolments";

    /// <summary>本单位报名.</summary>
    public const string Organisation = "/my/organisation";

    /// <summary>学员.</summary>
    public const string Learners = "/console/learners";

    /// <summary>委托单位联系人.</summary>
    public const string Contacts = "/console/organisations";

    /// <summary>A learner, for staff.</summary>
    public static string Learner(long id) => $"{Learners}/{id}";

    /// <summary>An enrolment, for staff.</summary>
    public static string Enrolment(long id) => $"/console/enrolments/{id}";

    /// <summary>学员 of a class.</summary>
    public static string OfClass(string classNo) => ClassPage(classNo, "enrolments");

    /// <summary>食宿 of a class.</summary>
    public static string Logistics(string classNo) => ClassPage(classNo, "logistics");

    /// <summary>名单核对 of a class.</summary>
    public static string RosterCheck(string classNo) => ClassPage(classNo, "roster-check");

    /// <summary>报名 for a class.</summary>
    public static string Apply(string classNo) => $"/classes/{Uri.EscapeDataString(classNo)}/apply";

    /// <summary>A learner's own enrolment in a class.</summary>
    public static string Own(string classNo) => $"{MyEnrolments}/{Uri.EscapeDataString(classNo)}";

    /// <summary>The agreement of a class, for its learner.</summary>
    public static string Agreement(string classNo) => $"{Own(classNo)}/agreement";

    /// <summary>食宿登记 of a class, for its learner.</summary>
    public static string Stay(string classNo) => $"{Own(classNo)}/stay";

    private static string ClassPage(string classNo, string page) => $"/console/classes/{Uri.EscapeDataString(classNo)}/{page}";
}
