namespace CEBase.Tests.Harness;

/// <summary>Where things lie in the checkout the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder with CEBase.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The recipes.</summary>
    public static string Recipes => Path.Combine(Root, "recipes");

    /// <summary>A sample file as people really send it.</summary>
    public static string Sample(string name) => Path.Combine(Root, "tests", "samples", name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CEBase.sln")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("CEBase.sln was not found above the tests.");
    }
}
