namespace CEBase.Projects;

/// <summary>Parameters that say when something is due.</summary>
internal static class Deadlines
{
    /// <summary>So many days before a contract or a price filing ends it is due.</summary>
    public const string EndingDays = "work.ending-days";
}
