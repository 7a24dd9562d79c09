namespace CEBase.Catalogue;

/// <summary>Addresses of the module's pages: for its own pages, menus and work, and for other modules that lead to a class.</summary>
public static class CatalogueAddresses
{
    /// <summary>培训班.</summary>
    public const string Classes = "/console/classes";

    /// <summary>办班看板.</summary>
    public const string Board = Classes + "/board";

    /// <summary>教学日历.</summary>
    public const string Calendar = "/console/calendar";

    /// <summary>课程.</summary>
    public const string Courses = "/console/courses";

    /// <summary>教材资料.</summary>
    public const string Materials = "/console/materials";

    /// <summary>班级档案.</summary>
    public const string Archives = "/console/archives";

    /// <summary>通知与页面.</summary>
    public const string Notices = "/console/notices";

    /// <summary>The public catalogue.</summary>
    public const string Public = "/classes";

    /// <summary>A class's record page.</summary>
    public static string Class(string classNo) => $"{Classes}/{classNo}";

    /// <summary>Another page of a class: <c>timetable</c>, <c>archive</c>, <c>summary#evaluation</c>.</summary>
    public static string Class(string classNo, string page) => $"{Classes}/{classNo}/{page}";

    /// <summary>A course's record page.</summary>
    public static string Course(string code) => $"{Courses}/{code}";

    /// <summary>A notice or page in the console.</summary>
    public static string Notice(long id) => $"{Notices}/{id}";
}
