namespace CEBase.Platform.Imports;

/// <summary>Where tables are imported in the console.</summary>
public static class ImportAddresses
{
    /// <summary>The user's imports.</summary>
    public const string List = "/console/imports";

    /// <summary>Begins an import.</summary>
    public const string New = List + "/new";

    /// <summary>One import.</summary>
    public static string Record(long id) => $"{List}/{id}";
}
