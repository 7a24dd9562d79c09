namespace CEBase.Projects;

/// <summary>Addresses of the console's pages of this module.</summary>
public static class ProjectAddresses
{
    /// <summary>All projects.</summary>
    public const string Projects = "/console/projects";

    /// <summary>Annual plans.</summary>
    public const string Plans = "/console/plans";

    /// <summary>Owning units.</summary>
    public const string Units = "/console/units";

    /// <summary>Approved prices.</summary>
    public const string Prices = "/console/prices";

    /// <summary>Banned words.</summary>
    public const string Names = "/console/names";

    /// <summary>Research and exchanges.</summary>
    public const string Registers = "/console/registers";

    /// <summary>Promotion material of all projects.</summary>
    public const string Promotions = "/console/promotions";

    /// <summary>The contract ledger.</summary>
    public const string Contracts = "/console/contracts";

    /// <summary>Templates of contracts.</summary>
    public const string Templates = "/console/contract-templates";

    /// <summary>Clients.</summary>
    public const string Clients = "/console/clients";

    /// <summary>Texts that learners agree to.</summary>
    public const string Agreements = "/console/agreements";

    /// <summary>A project, by its working number.</summary>
    public static string Project(string number) => $"{Projects}/{number}";

    /// <summary>The promotion material of a project, or one of it.</summary>
    public static string Promotion(string number, long? id = null) => $"{Projects}/{number}/promotion{(id is null ? "" : $"?id={id}")}";

    /// <summary>A plan.</summary>
    public static string Plan(long id) => $"{Plans}/{id}";

    /// <summary>The plans of a year.</summary>
    public static string PlansOf(int year) => $"{Plans}?year={year}";

    /// <summary>An owning unit.</summary>
    public static string Unit(long id) => $"{Units}/{id}";

    /// <summary>A contract.</summary>
    public static string Contract(string number) => $"{Contracts}/{number}";

    /// <summary>An amendment of a contract.</summary>
    public static string Amendment(string contract, int number) => $"{Contracts}/{contract}/amendments/{number}";

    /// <summary>A client.</summary>
    public static string Client(long id) => $"{Clients}/{id}";
}
