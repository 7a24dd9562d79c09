namespace CEBase.Regulations;

/// <summary>Where regulations and parameters are shown.</summary>
public static class RegulationsAddresses
{
    /// <summary>The list of parameters.</summary>
    public const string Parameters = "/console/parameters";

    /// <summary>The policy map.</summary>
    public const string Policy = "/policy";

    /// <summary>One parameter.</summary>
    public static string Parameter(string name) => $"{Parameters}/{name}";

    /// <summary>One regulation.</summary>
    public static string Regulation(string code) => $"{Policy}/{Uri.EscapeDataString(code)}";

    /// <summary>One article of it.</summary>
    public static string Article(string code, string number) => $"{Regulation(code)}/{Uri.EscapeDataString(number)}";
}
