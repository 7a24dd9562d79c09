namespace CEBase.Example;

/// <summary>Where the pages of this module are.</summary>
internal static class ExampleAddresses
{
    public const string Items = "/console/example/items";

    public const string NewItem = Items + "/new";

    public static string Item(long id) => $"{Items}/{id}";
}
