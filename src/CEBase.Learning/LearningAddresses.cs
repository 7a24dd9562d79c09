namespace CEBase.Learning;

/// <summary>Addresses of the module's pages.</summary>
public static class LearningAddresses
{
    /// <summary>学时 of the base.</summary>
    public const string Board = "/console/hours";

    /// <summary>我的学时.</summary>
    public const string MyHours = "/my/hours";

    /// <summary>签到.</summary>
    public const string CheckIn = "/check-in";

    /// <summary>考勤 of a class.</summary>
    public static string Attendance(string classNo) => ClassPage(classNo, "attendance");

    /// <summary>学时 of a class.</summary>
    public static string Hours(string classNo) => ClassPage(classNo, "hours");

    /// <summary>考核 of a class.</summary>
    public static string Results(string classNo) => ClassPage(classNo, "results");

    /// <summary>考勤表 of a lesson.</summary>
    public static string Lesson(string classNo, long lessonId) => $"{Attendance(classNo)}/{lessonId}";

    /// <summary>学时 of a learner, for staff.</summary>
    public static string LearnerHours(long learnerId) => $"/console/learners/{learnerId}/hours";

    /// <summary>学习档案 of a learner.</summary>
    public static string Archive(long learnerId) => $"/console/learners/{learnerId}/archive";

    /// <summary>A learner's own 学时证明.</summary>
    public static string Transcript(string code) => $"/my/transcripts/{code}";

    private static string ClassPage(string classNo, string page) => $"/console/classes/{Uri.EscapeDataString(classNo)}/{page}";
}
