namespace CEBase.Sample;

/// <summary>Where this module's pages are.</summary>
internal static class SampleAddresses
{
    public const string Letters = "/console/sample/letters";

    public static string Letter(long id) => $"{Letters}/{id}";
}
