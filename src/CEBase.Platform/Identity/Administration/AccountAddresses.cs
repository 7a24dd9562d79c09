namespace CEBase.Platform.Identity.Administration;

/// <summary>Where accounts are administered.</summary>
internal static class AccountAddresses
{
    public const string List = "/console/accounts";
    public const string New = List + "/new";
    public const string Roles = "/console/roles";

    public static string Record(long id) => $"{List}/{id}";
}
