namespace CEBase.Instructors;

/// <summary>Addresses of the console's pages of this module.</summary>
public static class InstructorAddresses
{
    /// <summary>The registry.</summary>
    public const string Registry = "/console/instructors";

    /// <summary>The review list.</summary>
    public const string Review = Registry + "/review";

    /// <summary>The table of titles.</summary>
    public const string Titles = Registry + "/titles";

    /// <summary>An instructor, by number in the registry.</summary>
    public static string Instructor(string number) => $"{Registry}/{number}";
}
